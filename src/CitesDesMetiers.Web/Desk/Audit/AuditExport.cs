using System.Globalization;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Audit;

/// <summary>Writes entries of the journal as a table.</summary>
internal static class AuditExport
{
    public static async Task WriteAsync(IQueryable<AuditEntry> entries, Stream output, CancellationToken cancellation)
    {
        await using var writer = await SheetWriter.OpenAsync(output, SheetFormat.Csv, cancellation);
        await writer.WriteAsync("Ligne", "Date (UTC)", "Sujet", "Acte", "Objet", "Avant", "Après", "Par", "Réseau");
        await foreach (var entry in entries.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            await writer.WriteAsync(
                entry.Id.ToString(CultureInfo.InvariantCulture), entry.At.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                entry.Action.Group().Label(), entry.Action.Label(), entry.Subject, entry.Before, entry.After, entry.ByName, entry.Network);
        }
    }
}
