using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CitesDesMetiers.Web.Newsletter.Drafts;

/// <summary>One text of a saved version, under the name its form gives it.</summary>
public sealed record SavedText(string Property, string Label, string Text);

/// <summary>
/// What a revision keeps of a news item or of the texts of an issue: property to value, as JSON. Read from the entry as it
/// is about to be saved, or as it was when it was loaded.
/// </summary>
public sealed class SavedTexts
{
    /// <summary>Properties of a news item, with the labels of its form.</summary>
    public static readonly IReadOnlyList<(string Property, string Label)> OfNews =
        [(nameof(NewsItem.Title), "Titre"), (nameof(NewsItem.Body), "Texte"), (nameof(NewsItem.Language), "Langue du texte")];

    /// <summary>Properties of an issue, with the labels of its form.</summary>
    public static readonly IReadOnlyList<(string Property, string Label)> OfIssue =
    [
        (nameof(Issue.Subject), "Objet du courriel"), (nameof(Issue.Preheader), "Accroche"), (nameof(Issue.Salutation), "Salutation"),
        (nameof(Issue.Editorial), "Éditorial"), (nameof(Issue.ClosingFormula), "Formule de clôture"), (nameof(Issue.Signatory), "Signataire"),
        (nameof(Issue.SignatoryRole), "Fonction du signataire"), (nameof(Issue.ContactNotice), "Annonce de l’adresse de contact"),
        (nameof(Issue.ContactAddress), "Adresse de contact"), (nameof(Issue.Closing), "Mot de la fin"), (nameof(Issue.Team), "Équipe rédactionnelle"),
    ];

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly IReadOnlyDictionary<string, string> values;

    private SavedTexts(IReadOnlyDictionary<string, string> values) => this.values = values;

    public static SavedTexts Now(EntityEntry entry, IReadOnlyList<(string Property, string Label)> kept) => Read(kept, p => entry.Property(p).CurrentValue);

    public static SavedTexts Before(EntityEntry entry, IReadOnlyList<(string Property, string Label)> kept) => Read(kept, p => entry.Property(p).OriginalValue);

    /// <exception cref="JsonException">Not what <see cref="ToJson"/> gave.</exception>
    public static SavedTexts FromJson(string json) => new(JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? []);

    public string ToJson() => JsonSerializer.Serialize(values, Json);

    public string this[string property] => values.GetValueOrDefault(property, "");

    /// <summary>All of them in the order of the form.</summary>
    public IEnumerable<SavedText> All(IReadOnlyList<(string Property, string Label)> kept) =>
        kept.Select(k => new SavedText(k.Property, k.Label, this[k.Property]));

    private static SavedTexts Read(IReadOnlyList<(string Property, string Label)> kept, Func<string, object?> read) =>
        new(kept.ToDictionary(k => k.Property, k => read(k.Property) as string ?? ""));
}
