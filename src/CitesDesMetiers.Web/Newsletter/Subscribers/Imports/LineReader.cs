using System.Globalization;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Subscribers.Imports;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Web.Newsletter.Subscribers.Imports;

/// <summary>The result of one line, before the comparison with other lines and with the subscribers.</summary>
internal sealed record CheckedLine(
    LineRefusal? Refusal, string? Said, string? Remark, EmailAddress? Address, string? Language, string? Organisation, int? CiteId,
    IReadOnlyList<int> Themes, DateOnly? ConsentOn);

/// <summary>Reads the lines of an import.</summary>
/// <param name="today">The current date in Paris.</param>
internal sealed class LineReader(SubscriberImport import, Vocabulary words, DateOnly today)
{
    private const int OrganisationLength = 200;
    private static readonly char[] BetweenThemes = [',', ';', '|', '/', '\n'];
    private readonly IReadOnlyList<ColumnUse> columns = import.Columns;

    public CheckedLine Read(IReadOnlyList<string> cells)
    {
        var (refusal, refused, address) = (default(LineRefusal?), "", default(EmailAddress?));
        var (consentOn, language, cite, organisation, themes, remarks) = (
            import.ConsentOn, import.Language, default(int?), default(string?), new List<int>(), new List<string>());
        for (var i = 0; i < columns.Count; i++)
        {
            var text = FormulaGuard.Restore(i < cells.Count ? cells[i] : "").Trim();
            switch (columns[i])
            {
                case ColumnUse.Address:
                    (address, var bad) = MailboxText.Read(text);
                    (refusal, refused) = bad is null ? (refusal, refused) : (bad, text);
                    break;
                case ColumnUse.Consent when Vocabulary.Consent(text) is not true:
                    (refusal, refused) = refusal is null
                        ? (Vocabulary.Consent(text) is false ? LineRefusal.ConsentRefused : LineRefusal.ConsentUnclear, text)
                        : (refusal, refused);
                    break;
                case ColumnUse.ConsentDate:
                    (consentOn, var odd) = Day(text);
                    (refusal, refused) = refusal is null && odd is not null ? (odd, text) : (refusal, refused);
                    break;
                case ColumnUse.Language when text.Length > 0:
                    language = words.Language(text) ?? language;
                    Remark(words.Language(text) is null, "langue", text);
                    break;
                case ColumnUse.Cite when text.Length > 0:
                    cite = words.Cite(text);
                    Remark(cite is null, "Cité", text);
                    break;
                case ColumnUse.Themes:
                    ReadThemes(text);
                    break;
                case ColumnUse.Organisation:
                    organisation = OneLine(text);
                    Remark(organisation.Length > OrganisationLength, "organisation coupée", organisation[..Math.Min(40, organisation.Length)]);
                    organisation = organisation.Length == 0 ? null
                        : organisation.Length > OrganisationLength ? organisation[..OrganisationLength].TrimEnd()
                        : organisation;
                    break;
            }
        }

        if (refusal is null && consentOn < OldestConsent(today))
        {
            remarks.Add($"consentement de plus de {Subscriber.ConsentYears} ans : il sera redemandé");
        }

        return new CheckedLine(
            refusal, refusal is null ? null : Cut(OneLine(refused)), remarks.Count == 0 ? null : Cut(string.Join(", ", remarks)), address, language,
            organisation, cite, themes, consentOn);

        void Remark(bool isDue, string what, string text)
        {
            if (isDue)
            {
                remarks.Add(what.Contains(' ', StringComparison.Ordinal)
                    ? $"{what} : {OneLine(text)}…"
                    : $"{what} inconnue, laissée de côté : {OneLine(text)}");
            }
        }

        void ReadThemes(string text)
        {
            foreach (var name in text.Split(BetweenThemes, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (words.Theme(name) is not { } id)
                {
                    remarks.Add($"thème inconnu, laissé de côté : {OneLine(name)}");
                }
                else if (!themes.Contains(id) && themes.Count < 40)
                {
                    themes.Add(id);
                }
            }
        }
    }

    /// <summary>The reason why a day cannot be the date of consent; null if it can.</summary>
    public static LineRefusal? Fault(DateOnly day, DateOnly today) =>
        day > today ? LineRefusal.DateInFuture : null;

    /// <summary>The oldest day of a consent that can be used without asking again.</summary>
    public static DateOnly OldestConsent(DateOnly today) => today.AddYears(-Subscriber.ConsentYears);

    private (DateOnly? Day, LineRefusal? Fault) Day(string text) =>
        text.Length == 0 ? (import.ConsentOn, import.ConsentOn is null ? LineRefusal.DateMissing : null)
        : Vocabulary.Day(text) is { } day ? (day, Fault(day, today))
        : (null, LineRefusal.DateUnreadable);

    /// <summary>Replaces the characters that do not belong in a single line.</summary>
    private static string OneLine(string text) =>
        Text.HasForbiddenCharacter(text)
            ? string.Join(
                ' ', string.Concat(text.Select(c => Text.HasForbiddenCharacter(c.ToString(CultureInfo.InvariantCulture)) ? ' ' : c))
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries))
            : text;

    private static string Cut(string text) => text.Length > ImportLine.SaidLength ? text[..(ImportLine.SaidLength - 1)] + "…" : text;
}
