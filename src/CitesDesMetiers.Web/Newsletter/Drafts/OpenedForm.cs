using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Web.Newsletter.Accounts;
namespace CitesDesMetiers.Web.Newsletter.Drafts;

/// <summary>The draft and presence state of an open form.</summary>
/// <param name="Subject">See <see cref="EditedThing.Subject"/>.</param>
/// <param name="UserId">The owner of the drafts. The browser keeps the copies of different users apart.</param>
/// <param name="Path">Where drafts are sent. <see cref="AbandonPath"/> and the address of presence lie below it.</param>
public sealed record OpenedForm(string Subject, int UserId, string Path)
{
    /// <summary>TempData key of the browser copy that the next page deletes, because its form was saved.</summary>
    public const string SavedKey = "SavedCopy";

    /// <summary>Query parameter that asks for a draft. Its value is <see cref="Resume"/> or the key of a new entity.</summary>
    public const string Parameter = "brouillon";
    public const string Resume = "reprendre";

    /// <summary>Names of the fields about the page.</summary>
    public const string SubjectField = "__sujet";
    public const string SeenField = "__brouillon";
    public const string CopyField = "__copie";

    /// <summary>Creates the state of a form of the desk.</summary>
    public static OpenedForm Of(EditedThing thing, Author author) =>
        new(thing.Subject, author.UserId, DeskAddresses.Drafts) { IsNew = thing.New is not null, ResumePath = thing.ResumePath };

    public string AbandonPath => Path + "/abandon";

    /// <summary>Whether the entity is new. Its draft is then stored under a temporary key.</summary>
    public bool IsNew { get; init; }

    /// <summary>Address that opens the form with the draft.</summary>
    public string? ResumePath { get; init; }

    /// <summary>A draft that the author may load or discard.</summary>
    public Draft? Offered { get; init; }

    /// <summary>The draft that the form holds.</summary>
    public Draft? Taken { get; init; }

    /// <summary>Whether somebody saved the entity after the draft began.</summary>
    public bool IsTakenFromOld { get; init; }

    /// <summary>The <see cref="Draft.Mark"/> of the draft that the page has seen and may overwrite.</summary>
    public string? Seen { get; init; }

    /// <summary>Name of the browser copy, when the page is shown again after a refusal.</summary>
    public string? Copy { get; init; }

    /// <summary>Whether the form holds content that is not saved and may not be in a draft.</summary>
    public bool IsUnsaved { get; init; }

    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>For a new entity: other unsaved drafts of the same kind.</summary>
    public IReadOnlyList<Draft> Unfinished { get; init; } = [];

    /// <summary>The names of the others as a French sentence: "Inès a aussi cette fiche ouverte."; empty when there are none.</summary>
    public static string Presence(IReadOnlyList<string> others) =>
        others.Count switch
        {
            0 => "",
            1 => $"{others[0]} a aussi cette fiche ouverte.",
            _ => $"{string.Join(", ", others.SkipLast(1))} et {others[^1]} ont aussi cette fiche ouverte.",
        };
}
