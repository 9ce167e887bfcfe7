using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Core.Cites;

/// <summary>What becomes of the directory once a staff move is announced.</summary>
public enum DirectoryStep
{
    /// <summary>Nobody in it is concerned.</summary>
    None,

    /// <summary>The contact of who leaves becomes the contact of who replaces them.</summary>
    HandOver,

    /// <summary>Who leaves stays in what names them, and stands in the directory no more.</summary>
    Leave,

    /// <summary>A new contact for who arrives.</summary>
    Add,

    /// <summary>Who arrives is there already, and takes the new post.</summary>
    Update,
}

/// <summary>What one move does to the directory of its Cité, or of the network.</summary>
/// <param name="Contact">Whom it concerns; null when nobody, or somebody new.</param>
/// <param name="Name">Who is written to from then on, or who left.</param>
public sealed record DirectoryChange(DirectoryStep Step, Contact? Contact, string Name)
{
    /// <param name="directory">The contacts of the same Cité, or of the network, who hold their posts.</param>
    public static DirectoryChange Of(StaffMove move, IEnumerable<Contact> directory)
    {
        ArgumentNullException.ThrowIfNull(move);
        var contacts = directory.Where(c => c.CiteId == move.CiteId && c.LeftOn is null).ToList();
        var (person, replacement) = (Named(contacts, move.Person, move.Post), move.ReplacedBy is { } by ? Named(contacts, by, move.Post) : null);
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

    /// <summary>Does it, and answers the contact to be added if there is a new one.</summary>
    /// <param name="today">The day of a departure that names none.</param>
    public Contact? Apply(StaffMove move, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(move);
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

    /// <summary>The one of this name; of two with the same name, the one who holds the post.</summary>
    private static Contact? Named(List<Contact> contacts, string name, string post)
    {
        var folded = Folding.Fold(name);
        return contacts.Where(c => Folding.Fold(c.Name) == folded).OrderByDescending(c => Folding.Fold(c.Role ?? "") == Folding.Fold(post)).FirstOrDefault();
    }

    private static string RoleOf(StaffMove move) => move.Post.Length <= Contact.NameLength ? move.Post : move.Post[..Cites.Contact.NameLength];
}
