using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Subscribers.Imports;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Subscribers.Imports;

/// <summary>
/// Undoes an import by deleting its subscribers. Subscribers who have since acted themselves stay. Those who were sent mail also
/// stay, so that dispatch figures remain correct. The person who undoes the import decides whether they receive further mail.
/// </summary>
internal sealed class ImportUndoing(NewsletterContext db, AuditLog audit, TimeProvider clock)
{
    private const int Batch = 500;

    internal Task RunAsync(ImportLease lease, CancellationToken cancellation) =>
        db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var now = clock.GetUtcNow().UtcDateTime;
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            await lease.KeepAsync(db, now, null, cancellation);
            var import = await db.SubscriberImports.AsNoTracking().SingleAsync(i => i.Id == lease.ImportId, cancellation);
            var brought = await db.Subscribers.CountAsync(s => s.ImportId == import.Id, cancellation);
            var removed = await RemoveAsync(import.Id, cancellation);
            var stopped = import.StopsReceivers ? await StopAsync(import, now, cancellation) : 0;
            var undone = await db.SubscriberImports.SingleAsync(i => i.Id == import.Id, cancellation);
            undone.ConcludeUndoing(removed, stopped, brought - removed - stopped, now);
            audit.Add(
                AuditAction.ImportUndone,
                $"Import n°\u00A0{import.Id}, «\u00A0{import.FileName}\u00A0»\u00A0: "
                    + $"{FrenchNumbers.Count(removed, "abonné retiré", "abonnés retirés")}, {FrenchOf(stopped, brought - removed - stopped)}.",
                by: new AuditPerson(import.UndoneById, import.UndoneBy!));
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        });

    /// <summary>Subscribers of an import who have not acted themselves since.</summary>
    internal static IQueryable<Subscriber> Passive(NewsletterContext db, int importId) =>
        db.Subscribers.Where(s => s.ImportId == importId && s.AccessSentAt == null && s.ConfirmationSentAt == null && s.NewAddressAskedAt == null
            && !db.ConsentEvents.Any(e => e.SubscriberId == s.Id && e.Source != ConsentSource.Import));

    /// <summary>Those of them who were never sent or queued any mail.</summary>
    internal static IQueryable<Subscriber> Removable(NewsletterContext db, int importId) =>
        Passive(db, importId).Where(s => !db.Deliveries.Any(d => d.SubscriberId == s.Id) && !db.ReturnedMails.Any(r => r.Subscriber.Id == s.Id));

    private async Task<int> RemoveAsync(int importId, CancellationToken cancellation)
    {
        // Chosen once, as in PendingPurge.
        var mark = Guid.NewGuid();
        await Removable(db, importId).ExecuteUpdateAsync(set => set.SetProperty(s => s.Version, mark), cancellation);
        var removable = db.Subscribers.Where(s => s.ImportId == importId && s.Version == mark);
        await db.Set<Dictionary<string, object>>(
            db.Model.FindEntityType(typeof(Subscriber))!.FindSkipNavigation(nameof(Subscriber.Themes))!.JoinEntityType.Name)
            .Where(j => removable.Any(s => s.Id == (int)j["SubscriberId"])).ExecuteDeleteAsync(cancellation);
        await db.ConsentEvents.Where(e => removable.Any(s => s.Id == e.SubscriberId)).ExecuteDeleteAsync(cancellation);
        return await removable.ExecuteDeleteAsync(cancellation);
    }

    private async Task<int> StopAsync(SubscriberImport import, DateTime now, CancellationToken cancellation)
    {
        var stopped = 0;
        for (var after = 0; ;)
        {
            var some = await Passive(db, import.Id).Where(s => s.State == SubscriberState.Confirmed && s.Id > after).OrderBy(s => s.Id).Take(Batch)
                .ToListAsync(cancellation);
            if (some.Count == 0)
            {
                return stopped;
            }

            foreach (var subscriber in some)
            {
                subscriber.Unsubscribe(new ConsentEvent(
                    ConsentKind.Withdrawn, ConsentSource.Import, now, subscriber.Address, subscriber.Language, "Import annulé", "import",
                    ConsentWording.PolicyVersion,
                    $"L’import qui avait apporté cette adresse a été annulé par {import.UndoneBy}."));
            }

            (stopped, after) = (stopped + some.Count, some[^1].Id);
            await db.SaveChangesAsync(cancellation);
            db.ChangeTracker.Clear();
        }
    }

    private static string FrenchOf(int stopped, int kept) =>
        (stopped > 0 ? FrenchNumbers.Count(stopped, "abonnement terminé", "abonnements terminés") + ", " : "")
            + FrenchNumbers.Count(kept, "abonné conservé", "abonnés conservés");
}
