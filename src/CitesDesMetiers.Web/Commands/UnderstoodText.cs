using System.Globalization;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Documents.Understanding;

namespace CitesDesMetiers.Web.Commands;

/// <summary>Prints an understood issue for a person.</summary>
internal static class UnderstoodText
{
    public static async Task WriteAsync(UnderstoodIssue issue, TextWriter output)
    {
        await output.WriteLineAsync(
            $"Number {issue.Number?.ToString(CultureInfo.InvariantCulture) ?? "unknown"}, {(issue.Date is { } date ? FrenchDates.Month(date) : "date unknown")}");
        await output.WriteLineAsync(
            issue.Editorial is { } e ? $"Editorial: {e.Text.Length} characters, signed {e.Signatory ?? "by nobody"}" : "No editorial");
        string? section = null;
        foreach (var article in issue.Articles)
        {
            if (article.Section != section)
            {
                section = article.Section;
                await output.WriteLineAsync("\n" + section);
            }

            await output.WriteLineAsync($"  {Percent(article.Sure)} {article.Title}");
            await output.WriteLineAsync(
                $"       {article.Cite ?? "network"}; {article.Contact?.Name ?? "no name"}, {article.Contact?.Address ?? "no address"}; "
                    + $"{article.Text.Length} characters, {article.Pictures.Count} pictures");
        }

        await output.WriteLineAsync($"\nAgenda: {issue.Agenda.Count}");
        foreach (var day in issue.Agenda)
        {
            await output.WriteLineAsync(
                $"  {(day is { Start: { } start, End: { } end } ? FrenchDates.Range(start, end) : "date unknown")}: {day.Title}{(day.Place is null ? "" : ", " + day.Place)}");
        }

        await output.WriteLineAsync($"Moves: {issue.Moves.Count}. Contact: {issue.ContactAddress ?? "unknown"}. Team: {issue.Team.Count}.");
        foreach (var doubt in issue.Doubts)
        {
            await output.WriteLineAsync($"? {Percent(doubt.Sure)} {doubt.About}: {doubt.Why}");
        }
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100,3:0} %");
}
