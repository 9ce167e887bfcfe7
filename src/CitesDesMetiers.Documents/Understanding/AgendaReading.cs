using CitesDesMetiers.Core.Agenda;

namespace CitesDesMetiers.Documents.Understanding;

/// <summary>The dates of the agenda, as <see cref="PastedAgenda"/> reads them.</summary>
internal static class AgendaReading
{
    /// <param name="month">Completes dates without a year.</param>
    public static List<UnderstoodDate> Of(IEnumerable<Zone> zones, DateOnly month) =>
        [.. zones.Where(z => z.Kind == ZoneKind.Agenda).SelectMany(z => PastedAgenda.Read(string.Join('\n', z.Parts.SelectMany(LinesOf)), month))
            .Select(d => new UnderstoodDate(
                d.StartsOn, d.EndsOn, d.Project is null ? d.Title : $"{d.Title}, projet {d.Project}", d.Place, d.Kind))];

    /// <summary>A semicolon divides cells for <see cref="PastedAgenda"/>, but not in a printed agenda.</summary>
    private static IEnumerable<string> LinesOf(Part part) => part.Lines.Select(l => l.Replace(';', ',').Replace('\t', ' '));
}
