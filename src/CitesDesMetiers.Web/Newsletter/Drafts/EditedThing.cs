using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace CitesDesMetiers.Web.Newsletter.Drafts;

/// <summary>Identifies what a form of the desk edits: an entity by its number, or a new one by a temporary key.</summary>
/// <param name="Kind">The kind of entity, such as <see cref="News"/>.</param>
public sealed record EditedThing(string Kind, int? Id, Guid? New)
{
    public const string News = "nouvelle";
    public const string Date = "rendez-vous";
    public const string Move = "mouvement";
    public const string Contact = "contact";
    public const string Cite = "cite";
    public const string Issue = "numero";

    private const string Texts = "/textes";

    private static readonly Dictionary<string, (string Path, string Label)> Kinds = new(StringComparer.Ordinal)
    {
        [News] = ("/redaction/nouvelles", "une nouvelle"),
        [Date] = ("/redaction/agenda", "un rendez-vous"),
        [Move] = ("/redaction/arrivees-departs", "une arrivée ou un départ"),
        [Contact] = ("/redaction/contacts", "un contact"),
        [Cite] = ("/redaction/cites", "une Cité"),
        [Issue] = ("/redaction/numeros", "les textes d’un numéro"),
    };

    /// <summary>The key of drafts and presence: "nouvelle/12", "numero/5/textes", or "contact/" and a GUID.</summary>
    public string Subject => Id is { } id
        ? string.Create(CultureInfo.InvariantCulture, $"{Kind}/{id}{(Kind == Issue ? Texts : "")}")
        : $"{Kind}/{New}";

    /// <summary>Whether only editors may edit this kind, not correspondents.</summary>
    public bool IsForEditors => Kind is Cite or Issue;

    /// <summary>The French name of the kind with its article: "une nouvelle".</summary>
    public string Label => Kinds[Kind].Label;

    /// <summary>Address of the form filled with the draft.</summary>
    public string ResumePath => Id is { } id
        ? string.Create(
            CultureInfo.InvariantCulture, $"{Kinds[Kind].Path}/{id}{(Kind == Issue ? Texts : "")}?{OpenedForm.Parameter}={OpenedForm.Resume}")
        : $"{Kinds[Kind].Path}/ajout?{OpenedForm.Parameter}={New}";

    public static EditedThing Of(string kind, int id) => new(kind, id, null);

    public static EditedThing OfSomethingNew(string kind, Guid key) => new(kind, null, key);

    /// <summary>Reads the new entity's key from a sent form. Creates a key if the form has none.</summary>
    public static EditedThing Posted(HttpRequest request, string kind)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.HasFormContentType && TryParse(request.Form[OpenedForm.SubjectField], out var thing) && thing.Kind == kind
            && thing.New is not null
            ? thing
            : OfSomethingNew(kind, Guid.NewGuid());
    }

    public static bool TryParse(string? subject, [NotNullWhen(true)] out EditedThing? thing)
    {
        var parts = (subject ?? "").Split('/');
        thing = parts switch
        {
            [var kind, var key] when Kinds.ContainsKey(kind) && Guid.TryParseExact(key, "D", out var fresh) => OfSomethingNew(kind, fresh),
            [Issue, var key, "textes"] when IsNumber(key, out var id) => Of(Issue, id),
            [var kind and not Issue, var key] when Kinds.ContainsKey(kind) && IsNumber(key, out var id) => Of(kind, id),
            _ => null,
        };
        return thing is not null;
    }

    private static bool IsNumber(string text, out int id) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id);
}
