using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers.Imports;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Subscribers.Imports;

/// <summary>Does what an import waits for: the dry run, the import itself, or taking it back. Stopped anywhere, it can be begun again.</summary>
public sealed class ImportWork(NewsletterContext db, ImportCheck check, ImportExecution execution, ImportUndoing undoing, TimeProvider clock)
{
    /// <param name="wanted">Only this import; null for whichever waits.</param>
    /// <returns>False where there is nothing to do, or others do it.</returns>
    public async Task<bool> RunOnceAsync(int? wanted, CancellationToken cancellation)
    {
        if (await ImportLease.TakeAsync(db, wanted, clock.GetUtcNow().UtcDateTime, cancellation) is not { } lease)
        {
            return false;
        }

        try
        {
            db.ChangeTracker.Clear();
            var state = await db.SubscriberImports.Where(i => i.Id == lease.ImportId).Select(i => i.State).SingleAsync(cancellation);
            await (state switch
            {
                ImportState.Checking => check.RunAsync(lease, cancellation),
                ImportState.Importing => execution.RunAsync(lease, cancellation),
                _ => undoing.RunAsync(lease, cancellation),
            });
            return true;
        }
        finally
        {
            db.ChangeTracker.Clear();
            await lease.ReleaseAsync(db);
        }
    }
}
