using System.Globalization;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>
/// Exports subscribers as a table whose titles an import recognises. It reads batches by key, so that memory does not grow with the
/// number of rows. Erased subscribers are left out.
/// </summary>
internal static class SubscriberExport
{
    private const int Batch = 1_000;

    private static readonly string[] Titles =
        ["Adresse", "État", "Langue", "Cité", "Thèmes", "Organisation", "Fréquence", "Date du consentement", "Demande du", "Fin",
            "Suspendu jusqu’au"];

    /// <param name="found">The subscribers to export. Their order is ignored.</param>
    /// <param name="output">Stays open.</param>
    /// <param name="progress">Receives the number of rows written after each batch.</param>
    /// <returns>The number of rows written.</returns>
    public static async Task<int> WriteAsync(
        IQueryable<Subscriber> found, Stream output, SheetFormat format, CancellationToken cancellation, IProgress<int>? progress = null)
    {
        await using var writer = await SheetWriter.OpenAsync(output, format, cancellation);
        await writer.WriteAsync(Titles);
        var written = 0;
        for (var after = 0; ;)
        {
            var rows = await Exported(found).AsSingleQuery().Where(s => s.Id > after).OrderBy(s => s.Id).Take(Batch)
                .Select(s => new Row(
                    s.Id, s.Address, s.State, s.Language, s.Cite!.Name, s.Themes.Select(t => t.Name).ToList(), s.Organisation, s.Frequency,
                    s.ConfirmedAt, s.CreatedAt, s.EndedAt, s.PausedUntil))
                .ToListAsync(cancellation);
            foreach (var row in rows)
            {
                await writer.WriteAsync(row.Cells());
            }

            written += rows.Count;
            progress?.Report(written);
            if (rows.Count < Batch)
            {
                return written;
            }

            after = rows[^1].Id;
        }
    }

    /// <summary>The subscribers that are written, without the erased ones.</summary>
    public static IQueryable<Subscriber> Exported(IQueryable<Subscriber> found) => found.AsNoTracking().Where(s => s.State != SubscriberState.Erased);

    private sealed record Row(
        int Id, string Address, SubscriberState State, string Language, string? Cite, List<string> Themes, string? Organisation, Frequency Frequency,
        DateTime? ConfirmedAt,
        DateTime CreatedAt, DateTime? EndedAt, DateOnly? PausedUntil)
    {
        public string?[] Cells() =>
        [
            Address, State.Label(), Language, Cite, string.Join(", ", Themes), Organisation, Frequency.Label(),
            Day(ConfirmedAt), Day(CreatedAt), Day(EndedAt), PausedUntil?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ];

        private static string? Day(DateTime? utc) =>
            utc is { } at ? ParisTime.Local(at).Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
    }
}
