using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Subscribers.Imports;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Subscribers.Imports;

/// <summary>
/// Turns the accepted lines into subscribers, with set-based statements in one transaction. If it is interrupted, either all are
/// subscribed with their proofs, or none.
/// </summary>
internal sealed class ImportExecution(NewsletterContext db, AuditLog audit, TimeProvider clock)
{
    internal async Task RunAsync(ImportLease lease, CancellationToken cancellation)
    {
        var provider = DatabaseProvider.Of(db.Database);
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            await provider.PrepareForManyAsync(db.Database, many: true, cancellation);
            await db.Database.CommitOnceAsync(
                () => ImportAsync(provider, lease, cancellation),
                _ => true,
                i => db.SubscriberImports.AnyAsync(s => s.Id == i.Id && s.State == ImportState.Done, cancellation),
                cancellation);
            await provider.RefreshStatisticsAsync(db.Database, cancellation);
        }
        finally
        {
            await provider.PrepareForManyAsync(db.Database, many: false, CancellationToken.None);
            await db.Database.CloseConnectionAsync();
        }
    }

    private async Task<SubscriberImport> ImportAsync(DatabaseProvider provider, ImportLease lease, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        var now = clock.GetUtcNow().UtcDateTime;
        await lease.KeepAsync(db, now, null, cancellation);
        var import = await db.SubscriberImports.SingleAsync(i => i.Id == lease.ImportId, cancellation);

        // People may have subscribed, left or been erased since the dry run.
        await db.Database.ExecuteSqlRawAsync(provider.JudgeImportLines, [import.Id], cancellation);
        var oldest = LineReader.OldestConsent(ParisTime.Today(clock)).ToDateTime(default);
        var imported = await db.Database.ExecuteSqlRawAsync(provider.ImportSubscribers, [import.Id, now, oldest], cancellation);
        await db.Database.ExecuteSqlRawAsync(
            provider.ImportProofs, [import.Id, import.ConsentSource!, ConsentWording.PolicyVersion, Proof(import, now)], cancellation);
        await db.Database.ExecuteSqlRawAsync(provider.ImportThemes, [import.Id], cancellation);
        var (_, remarked, refusals) = await ImportTally.CountAsync(db, import.Id, cancellation);
        import.Complete(imported, remarked, refusals, now);
        audit.Add(
            AuditAction.SubscribersImported,
            $"Import n°\u00A0{import.Id}, «\u00A0{import.FileName}\u00A0»\u00A0: "
                + $"{FrenchNumbers.Count(imported, "abonné ajouté", "abonnés ajoutés")}, "
                + $"{FrenchNumbers.Count(import.Refused, "ligne refusée", "lignes refusées")}.",
            by: new AuditPerson(import.UserId, import.ByName));
        await db.SaveChangesAsync(cancellation);
        return import;
    }

    /// <summary>The proof of consent of a line. The line number is appended.</summary>
    private static string Proof(SubscriberImport import, DateTime now) =>
        $"Importé le {FrenchDates.Day(ParisTime.Local(now).Day)} par {import.ByName}\u00A0; consentement\u00A0: "
            + $"{(import.ConsentOn is { } day ? FrenchDates.Day(day) : "date de la ligne")}\u00A0; "
        + $"fichier «\u00A0{import.FileName[..Math.Min(import.FileName.Length, 100)]}\u00A0», ligne ";
}
