using System.Globalization;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Subscribers.Imports;

/// <summary>Writes the refused and remarked lines as CSV: number, reason, value and cells.</summary>
internal static class ImportReport
{
    private const int Batch = 1_000;

    public static async Task WriteAsync(NewsletterContext db, int importId, Stream output, CancellationToken cancellation)
    {
        await using var writer = await SheetWriter.OpenAsync(output, SheetFormat.Csv, cancellation);
        await writer.WriteAsync("Ligne", "Résultat", "Pourquoi", "Dans le fichier", "Ligne entière");
        for (var after = 0; ;)
        {
            var lines = await db.ImportLines.Where(l => l.ImportId == importId && l.Number > after && (l.Refusal != null || l.Remark != null))
                .OrderBy(l => l.Number)
                .Select(l => new { l.Number, l.Refusal, l.Said, l.Remark, l.Cells }).Take(Batch).ToListAsync(cancellation);
            foreach (var line in lines)
            {
                await writer.WriteAsync(
                [
                    line.Number.ToString(CultureInfo.InvariantCulture), line.Refusal?.Label() ?? "Acceptée",
                    line.Refusal is { } refusal ? RefusalWords.Explain(refusal, line.Said) : line.Remark,
                    line.Said, .. ImportIntake.Cells(line.Cells),
                ]);
            }

            if (lines.Count < Batch)
            {
                return;
            }

            after = lines[^1].Number;
        }
    }
}
