using System.Text.RegularExpressions;
using CitesDesMetiers.Core.Agenda;

namespace CitesDesMetiers.Documents.Understanding;

/// <summary>The dates of the agenda, as <see cref="PastedAgenda"/> reads them.</summary>
internal static partial class AgendaReading
{
    /// <param name="month">Completes dates without a year.</param>
    public static List<UnderstoodDate> Of(IEnumerable<Zone> zones, DateOnly month) =>
        [.. zones.Where(z => z.Kind == ZoneKind.Agenda)
            .SelectMany(z => PastedAgenda.Read(BrokenDate().Replace(string.Join('\n', z.Parts.SelectMany(LinesOf)), " "), month))
            .Select(d => new UnderstoodDate(
                d.StartsOn, d.EndsOn, d.Project is null ? d.Title : $"{d.Title}, projet {d.Project}", d.Place, d.Kind))];

    /// <summary>A semicolon divides cells for <see cref="PastedAgenda"/>, but not in a printed agenda.</summary>
    private static IEnumerable<string> LinesOf(Part part) => part.Lines.Select(l => l.Replace(';', ',').Replace('\t', ' '));

    /// <summary>The end of a line within a date: before a year, and after a dash or a day that goes on.</summary>
    [GeneratedRegex(@"\n(?=(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b)(?<=\d(?:er)?\n)|\n(?=(?:19|20)\d\d(?:\n|$))|(?<=(?:^|\n)(?:du |le )?\d{1,2}(?:er)?(?: \p{L}+\.?)?(?: \d{4})? ?(?:[-–—]|au|et))\n(?=\d)|(?<=(?:^|\n)(?:\p{L}+di|dimanche))\n(?=\d)|(?<=(?:^|\n)(?:du |le )\d{1,2}(?:er)?(?: \p{L}+\.?)?(?: \d{4})?)\n(?=au \d)", RegexOptions.IgnoreCase)]
    private static partial Regex BrokenDate();
}
