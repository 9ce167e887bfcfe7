using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Core.Cites;

/// <summary>The change of the directory when a staff move is announced.</summary>
public enum DirectoryStep
{
    /// <summary>No contact is concerned.</summary>
    None,

    /// <summary>The contact of the person who leaves becomes that of the replacement.</summary>
    HandOver,

    /// <summary>The person who leaves is removed from the directory, but stays in what refers to them.</summary>
    Leave,

    /// <summary>A contact is added for the person who arrives.</summary>
    Add,

    /// <summary>The person who arrives has a contact already, which takes the new post.</summary>
    Update,
}

/// <summary>The change that one staff move makes to the directory of its Cité or of the network.</summary>
/// <param name="Contact">The contact to change; null for none or a new one.</param>
/// <param name="Name">The contact's new name, or the name of the person who left.</param>
public sealed record DirectoryChange(DirectoryStep Step, Contact? Contact, string Name)
{
    /// <param name="directory">The current contacts of the same Cité or of the network.</param>
    public static DirectoryChange Of(StaffMove move, IEnumerable<Contact> directory)
    {
        var contacts = directory.Where(c => c.CiteId == move.CiteId && c.LeftOn is null).ToList();
        var (person, replacement) = (Named(contacts, move.Person, move.Post), move.ReplacedBy is { } successor ? Named(contacts, successor, move.Post)
            : null);
        return (move.Kind, person, move.ReplacedBy, replacement) switch
        {
            (StaffMoveKind.Arrival, { } there, _, _) => new(DirectoryStep.Update, there, move.Person),
            (StaffMoveKind.Arrival, null, _, _) => new(DirectoryStep.Add, null, move.Person),
            (_, { } leaving, { } name, null) => new(DirectoryStep.HandOver, leaving, name),
            (_, { } leaving, _, _) => new(DirectoryStep.Leave, leaving, move.Person),
            (_, null, { } name, null) => new(DirectoryStep.Add, null, name),
            _ => new(DirectoryStep.None, null, move.Person),
        };
    }

    /// <summary>Applies the change. Returns the new contact to add, or null.</summary>
    /// <param name="today">The day used for a departure without a date.</param>
    public Contact? Apply(StaffMove move, DateOnly today)
    {
        switch (Step)
        {
            case DirectoryStep.HandOver:
                Contact!.Describe(Name, Contact.Role ?? RoleOf(move), move.Address, Contact.Phone, Contact.IsPublic);
                break;
            case DirectoryStep.Leave:
                Contact!.Leave(move.EffectiveOn ?? today);
                break;
            case DirectoryStep.Update:
                Contact!.Describe(Contact.Name, RoleOf(move), move.Address ?? Contact.Address, Contact.Phone, Contact.IsPublic);
                break;
            case DirectoryStep.Add:
                var added = new Contact(Name, move.CiteId);
                added.Describe(Name, RoleOf(move), move.Address, null, isPublic: false);
                return added;
        }

        return null;
    }

    /// <summary>The contact of this name; of two with the same name, the one who holds the post.</summary>
    private static Contact? Named(List<Contact> contacts, string name, string post)
    {
        var folded = Folding.Fold(name);
        return contacts.Where(c => Folding.Fold(c.Name) == folded).OrderByDescending(c => Folding.Fold(c.Role ?? "") == Folding.Fold(post))
            .FirstOrDefault();
    }

    private static string RoleOf(StaffMove move) => move.Post.Length <= Contact.NameLength ? move.Post : move.Post[..Cites.Contact.NameLength];
}
