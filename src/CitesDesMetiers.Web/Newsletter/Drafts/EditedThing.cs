using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using CitesDesMetiers.Core.Addresses;

namespace CitesDesMetiers.Web.Newsletter.Drafts;

/// <summary>The kinds of entities whose forms keep drafts. Their names are stored with the drafts.</summary>
public enum EditedKind
{
    News,
    Date,
    Move,
    Contact,
    Cite,
    Issue,
}

/// <summary>Identifies what a form of the desk edits: an entity by its number, or a new one by a temporary key.</summary>
public sealed record EditedThing(EditedKind Kind, int? Id, Guid? New)
{
    /// <summary>The key of drafts and presence: "News/12", or "Contact/" and a GUID.</summary>
    public string Subject => string.Create(CultureInfo.InvariantCulture, $"{Kind}/{Id}{New}");

    /// <summary>Whether only editors may edit this kind, not correspondents.</summary>
    public bool IsForEditors => Kind is EditedKind.Cite or EditedKind.Issue;

    /// <summary>The French name of the kind with its article: "une nouvelle".</summary>
    public string Label => Kind switch
    {
        EditedKind.News => "une nouvelle",
        EditedKind.Date => "un rendez-vous",
        EditedKind.Move => "une arrivée ou un départ",
        EditedKind.Contact => "un contact",
        EditedKind.Cite => "une Cité",
        _ => "les textes d’un numéro",
    };

    /// <summary>Address of the form filled with the draft.</summary>
    public string ResumePath => Id is { } id
        ? $"{(Kind is EditedKind.Issue ? IssueAddresses.Texts(id) : DeskAddresses.Entry(List, id))}?{OpenedForm.Parameter}={OpenedForm.Resume}"
        : $"{DeskAddresses.NewEntry(List)}?{OpenedForm.Parameter}={New}";

    private string List => Kind switch
    {
        EditedKind.News => DeskAddresses.News,
        EditedKind.Date => DeskAddresses.Agenda,
        EditedKind.Move => DeskAddresses.Moves,
        EditedKind.Contact => DeskAddresses.Contacts,
        EditedKind.Cite => DeskAddresses.Cites,
        _ => DeskAddresses.Issues,
    };

    public static EditedThing Of(EditedKind kind, int id) => new(kind, id, null);

    public static EditedThing OfSomethingNew(EditedKind kind, Guid key) => new(kind, null, key);

    /// <summary>Reads the new entity's key from a sent form. Creates a key if the form has none.</summary>
    public static EditedThing Posted(HttpRequest request, EditedKind kind) =>
        request.HasFormContentType && TryParse(request.Form[OpenedForm.SubjectField], out var thing) && thing.Kind == kind
            && thing.New is not null
            ? thing
            : OfSomethingNew(kind, Guid.NewGuid());

    public static bool TryParse(string? subject, [NotNullWhen(true)] out EditedThing? thing)
    {
        thing = (subject ?? "").Split('/') switch
        {
            [var name, var key] when IsKind(name, out var kind) && IsNumber(key, out var id) => Of(kind, id),
            [var name, var key] when IsKind(name, out var kind) && Guid.TryParseExact(key, "D", out var fresh) => OfSomethingNew(kind, fresh),
            _ => null,
        };
        return thing is not null;
    }

    /// <remarks>A number is no name of a kind, though the parser takes it for one.</remarks>
    private static bool IsKind(string name, out EditedKind kind) => Enum.TryParse(name, out kind) && kind.ToString() == name;

    private static bool IsNumber(string text, out int id) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id);
}
