using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers.Imports;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Subscribers.Imports;

/// <summary>Runs the next step of an import: the dry run, the import or its undoing. An interrupted step can be run again.</summary>
internal sealed class ImportWork(NewsletterContext db, ImportCheck check, ImportExecution execution, ImportUndoing undoing, TimeProvider clock)
{
    /// <param name="importId">The only import to process; null for any that waits.</param>
    /// <returns>False when there is nothing to do, or another instance does it.</returns>
    public async Task<bool> RunOnceAsync(int? importId, CancellationToken cancellation)
    {
        if (await ImportLease.TakeAsync(db, importId, clock.GetUtcNow().UtcDateTime, cancellation) is not { } lease)
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
