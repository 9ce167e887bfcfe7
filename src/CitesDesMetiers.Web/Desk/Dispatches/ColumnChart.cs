using CitesDesMetiers.Core.French;
using CitesDesMetiers.Sending.Dispatches;

namespace CitesDesMetiers.Web.Desk.Dispatches;

/// <summary>A column chart over time, with its values as a table.</summary>
/// <param name="Title">The complete title of the chart.</param>
/// <param name="When">Header of the table's first column.</param>
/// <param name="What">Header of the table's second column.</param>
internal sealed record ColumnChart(string Title, string When, string What, IReadOnlyList<(string When, int Count)> Columns)
{
    private const int MaxColumns = 60;

    private static readonly TimeSpan[] Steps =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(6),
            TimeSpan.FromDays(1), TimeSpan.FromDays(7), TimeSpan.FromDays(31), TimeSpan.FromDays(366)];

    public int Highest => Columns.Max(c => c.Count);

    /// <summary>The number of messages sent over time, with intervals chosen to fit the chart; null with fewer than two columns.</summary>
    public static ColumnChart? OfSent(IReadOnlyList<SentMinute> minutes, string what = "Messages partis")
    {
        if (minutes.Count == 0)
        {
            return null;
        }

        var span = minutes[^1].At - minutes[0].At;
        var step = Array.Find(Steps, s => span < s * MaxColumns) is { Ticks: > 0 } fitting ? fitting : Steps[^1];
        var first = new DateTime(minutes[0].At.Ticks / step.Ticks * step.Ticks, DateTimeKind.Utc);
        var counts = minutes.GroupBy(m => (int)((m.At - first) / step)).ToDictionary(g => g.Key, g => g.Sum(m => m.Count));
        var columns = Enumerable.Range(0, counts.Keys.Max() + 1).Select(i => (ParisTime.Show(first + step * i), counts.GetValueOrDefault(i)))
            .ToList();
        var chart = new ColumnChart("", "Début", what, columns);
        return chart with
        {
            Title = $"{what} par {Name(step)}, du {columns[0].Item1} au {columns[^1].Item1} : {FrenchNumbers.Format(chart.Highest)} au plus",
        };
    }

    public static ColumnChart OfVisits(VisitDays visits)
    {
        var columns = visits.Days.Select(d => (FrenchDates.Day(d.Day), d.Count)).ToList();
        return new ColumnChart(
            $"Pages lues par jour, du {columns[0].Item1} au {columns[^1].Item1} : {FrenchNumbers.Format(columns.Max(c => c.Count))} au plus", "Jour",
            "Pages lues", columns);
    }

    private static string Name(TimeSpan step) =>
        step switch
        {
            { TotalMinutes: 1 } => "minute",
            { TotalMinutes: < 60 } => $"tranche de {step.TotalMinutes:0} minutes",
            { TotalHours: 1 } => "heure",
            { TotalHours: < 24 } => $"tranche de {step.TotalHours:0} heures",
            { TotalDays: 1 } => "jour",
            _ => $"tranche de {step.TotalDays:0} jours",
        };
}
