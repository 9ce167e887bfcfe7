using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CitesDesMetiers.Web.Newsletter.Drafts;

/// <summary>One text of a saved version, with the name and label of its form field.</summary>
public sealed record SavedText(string Property, string Label, string Text);

/// <summary>
/// The texts that a revision stores, as JSON from property to value. They are read from the tracked entity, either with its current
/// values or its original ones.
/// </summary>
public sealed class SavedTexts
{
    /// <summary>The stored properties of a news item and the labels of its form.</summary>
    public static readonly IReadOnlyList<(string Property, string Label)> OfNews =
        [(nameof(NewsItem.Title), "Titre"), (nameof(NewsItem.Body), "Texte"), (nameof(NewsItem.Language), "Langue du texte")];

    /// <summary>The stored properties of an issue and the labels of its form.</summary>
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

    public static SavedTexts Now(EntityEntry entry, IReadOnlyList<(string Property, string Label)> kept) =>
        Read(kept, p => entry.Property(p).CurrentValue);

    public static SavedTexts Before(EntityEntry entry, IReadOnlyList<(string Property, string Label)> kept) =>
        Read(kept, p => entry.Property(p).OriginalValue);

    /// <exception cref="JsonException">The text was not written by <see cref="ToJson"/>.</exception>
    public static SavedTexts FromJson(string json) => new(JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? []);

    public string ToJson() => JsonSerializer.Serialize(values, Json);

    public string this[string property] => values.GetValueOrDefault(property, "");

    /// <summary>All texts, in the order of the form.</summary>
    public IEnumerable<SavedText> All(IReadOnlyList<(string Property, string Label)> kept) =>
        kept.Select(k => new SavedText(k.Property, k.Label, this[k.Property]));

    private static SavedTexts Read(IReadOnlyList<(string Property, string Label)> kept, Func<string, object?> read) =>
        new(kept.ToDictionary(k => k.Property, k => read(k.Property) as string ?? ""));
}
