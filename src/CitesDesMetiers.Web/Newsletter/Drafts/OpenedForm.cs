using CitesDesMetiers.Web.Newsletter.Accounts;
namespace CitesDesMetiers.Web.Newsletter.Drafts;

/// <summary>What an open form knows of drafts and of other people; the view finds it in ViewData.</summary>
/// <param name="Subject">As <see cref="EditedThing.Subject"/> writes it.</param>
/// <param name="UserId">Whose drafts these are: copies in the browser are kept apart by it.</param>
/// <param name="Path">Where drafts are sent; <see cref="AbandonPath"/> lies below.</param>
public sealed record OpenedForm(string Subject, int UserId, string Path)
{
    /// <summary>Where drafts of the desk are sent.</summary>
    public const string DeskPath = "/redaction/brouillons";

    /// <summary>ViewData key.</summary>
    public const string Key = "OpenedForm";

    /// <summary>TempData key: the copy in the browser that the next page removes, because its form was saved.</summary>
    public const string SavedKey = "SavedCopy";

    /// <summary>Query parameter that asks for a draft: <see cref="Resume"/>, or the key of a new thing.</summary>
    public const string Parameter = "brouillon";
    public const string Resume = "reprendre";

    /// <summary>Names of the fields that are about the page.</summary>
    public const string SubjectField = "__sujet";
    public const string SeenField = "__brouillon";
    public const string CopyField = "__copie";

    /// <summary>A form of the desk.</summary>
    public static OpenedForm Of(EditedThing thing, Author who)
    {
        ArgumentNullException.ThrowIfNull(thing);
        ArgumentNullException.ThrowIfNull(who);
        return new(thing.Subject, who.UserId, DeskPath) { IsNew = thing.New is not null, ResumePath = thing.ResumePath };
    }

    public string AbandonPath => Path + "/abandon";

    /// <summary>For something new, under which key its draft is kept.</summary>
    public bool IsNew { get; init; }

    /// <summary>Address that opens the form with the draft in it.</summary>
    public string? ResumePath { get; init; }

    /// <summary>A draft that waits for its author's choice.</summary>
    public Draft? Offered { get; init; }

    /// <summary>The draft the form holds.</summary>
    public Draft? Taken { get; init; }

    /// <summary>Somebody saved the thing after the draft began.</summary>
    public bool IsTakenFromOld { get; init; }

    /// <summary>The draft the page has seen and may write over; see <see cref="Draft.Mark"/>.</summary>
    public string? Seen { get; init; }

    /// <summary>Name of the page's copy in the browser, when the page comes back after a refusal.</summary>
    public string? Copy { get; init; }

    /// <summary>The form holds what is neither saved nor, for sure, in a draft.</summary>
    public bool IsUnsaved { get; init; }

    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>For something new: drafts of others of its kind, begun and never saved.</summary>
    public IReadOnlyList<Draft> Unfinished { get; init; } = [];

    /// <summary>"Inès a aussi cette fiche ouverte."; empty when nobody else has.</summary>
    public static string Presence(IReadOnlyList<string> others) =>
        others.Count switch
        {
            0 => "",
            1 => $"{others[0]} a aussi cette fiche ouverte.",
            _ => $"{string.Join(", ", others.SkipLast(1))} et {others[^1]} ont aussi cette fiche ouverte.",
        };
}
