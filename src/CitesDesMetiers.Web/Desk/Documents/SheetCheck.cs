using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Web.Newsletter.Documents;

namespace CitesDesMetiers.Web.Desk.Documents;

/// <summary>What keeps a sheet from going into an issue or into the archive: what entries need, and how long they may be.</summary>
internal static class SheetCheck
{
    private const int PostLength = 200;
    private const int SignatoryLength = 120;

    /// <returns>Fields and messages, in the order of the page.</returns>
    public static IEnumerable<(string Field, string Problem)> ProblemsOf(Sheet sheet)
    {
        for (var i = 0; i < sheet.Items.Count; i++)
        {
            foreach (var (field, problem) in ProblemsOf(sheet.Items[i]))
            {
                yield return ($"{nameof(sheet.Items)}[{i}].{field}", $"{sheet.Items[i].Name} : {problem}");
            }
        }

        (string Field, string? Value, int Longest)[] lines =
        [
            (nameof(sheet.Salutation), sheet.Salutation, PostLength), (nameof(sheet.ClosingFormula), sheet.ClosingFormula, PostLength),
            (nameof(sheet.Signatory), sheet.Signatory, SignatoryLength), (nameof(sheet.SignatoryRole), sheet.SignatoryRole, SignatoryLength),
            (nameof(sheet.Team), sheet.Team, Issue.TeamLength),
        ];
        foreach (var (field, value, longest) in lines)
        {
            if (LineProblem(value, longest, multiline: field == nameof(sheet.Team)) is { } problem)
            {
                yield return (field, problem);
            }
        }

        if (IsWrongAddress(sheet.ContactAddress))
        {
            yield return (nameof(sheet.ContactAddress), "Adresse de contact : cette adresse n’est pas complète.");
        }
    }

    private static IEnumerable<(string Field, string Problem)> ProblemsOf(SheetItem item)
    {
        (string Field, string? Value, int Longest, bool Required)[] lines = item.Label switch
        {
            SheetLabel.Article =>
            [
                (nameof(item.Title), item.Title, NewsItem.TitleLength, true),
                (nameof(item.ContactName), item.ContactName, Contact.NameLength, false),
            ],
            SheetLabel.Date =>
                [(nameof(item.Title), item.Title, AgendaEntry.TitleLength, true), (nameof(item.Place), item.Place, AgendaEntry.TitleLength, false)],
            SheetLabel.Move =>
            [
                (nameof(item.Person), item.Person, Contact.NameLength, true), (nameof(item.Post), item.Post, PostLength, true),
                (nameof(item.ReplacedBy), item.ReplacedBy, Contact.NameLength, false),
            ],
            _ => [],
        };
        foreach (var (field, value, longest, required) in lines)
        {
            var problem = required && string.IsNullOrWhiteSpace(value) ? "ce champ est à renseigner." : LineProblem(value, longest, multiline: false);
            if (problem is not null)
            {
                yield return (field, problem);
            }
        }

        if (item.Label is SheetLabel.Article or SheetLabel.Editorial && TextProblem(item.Text) is { } text)
        {
            yield return (nameof(item.Text), text);
        }

        if (item.Label is SheetLabel.Article
            && item.PictureWords.Any(p => LineProblem(p.Words, MediaFile.AlternativeTextLength, multiline: false) is not null))
        {
            yield return (nameof(item.PictureTexts), $"la description d’une image dépasse {MediaFile.AlternativeTextLength} caractères.");
        }

        if (item.Label is SheetLabel.Article or SheetLabel.Move && IsWrongAddress(item.ContactAddress))
        {
            yield return (nameof(item.ContactAddress), "l’adresse du contact n’est pas complète.");
        }

        if (item.Label is SheetLabel.Date && (item.StartsOn is null || item.EndsOn < item.StartsOn))
        {
            yield return item.StartsOn is null ? (nameof(item.StartsOn), "le premier jour est à renseigner.")
                : (nameof(item.EndsOn), "le dernier jour vient avant le premier.");
        }
    }

    private static string? TextProblem(string? text) =>
        string.IsNullOrWhiteSpace(text) ? "le texte est vide." : LineProblem(text, NewsItem.BodyLength, multiline: true);

    public static string? LineProblem(string? value, int longest, bool multiline) =>
        value is null ? null
        : value.Length > longest ? $"{longest} caractères au plus."
        : Text.HasForbiddenCharacter(value, multiline) ? "un caractère invisible est de trop : retapez ce champ."
        : null;

    private static bool IsWrongAddress(string? address) =>
        !string.IsNullOrWhiteSpace(address) && !EmailAddress.TryParse(address, out _, out _);
}
