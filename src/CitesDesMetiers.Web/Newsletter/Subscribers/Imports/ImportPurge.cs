using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers.Imports;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Subscribers.Imports;

/// <summary>Deletes the lines of imports after thirty days, and the remains of interrupted uploads. The record of the import stays.</summary>
internal sealed class ImportPurge(
    IServiceScopeFactory scopes, TimeProvider clock, ILogger<ImportPurge> logger)
    : PeriodicWorker(scopes, clock, logger)
{
    /// <summary>Longer than any upload takes.</summary>
    private static readonly TimeSpan BrokenOff = TimeSpan.FromDays(1);

    public static async Task RunAsync(NewsletterContext db, DateTime now, CancellationToken cancellation)
    {
        var (before, abandoned) = (now - SubscriberImport.KeptFor, now - BrokenOff);
        var old = await db.SubscriberImports.Where(i =>
                (i.CreatedAt < before && i.PurgedAt == null && i.State != ImportState.Importing && i.State != ImportState.Undoing)
                    || (i.State == ImportState.Receiving && i.CreatedAt < abandoned))
            .Select(i => new { i.Id, i.State }).ToListAsync(cancellation);
        foreach (var import in old)
        {
            await db.ImportLines.Where(l => l.ImportId == import.Id).ExecuteDeleteAsync(cancellation);
            if (import.State is ImportState.Done or ImportState.Undone)
            {
                await db.SubscriberImports.Where(i => i.Id == import.Id)
                    .ExecuteUpdateAsync(set => set.SetProperty(i => i.PurgedAt, now), cancellation);
            }
            else
            {
                await db.SubscriberImports.Where(i => i.Id == import.Id).ExecuteDeleteAsync(cancellation);
            }
        }
    }

    /// <summary>Removes a person from the stored lines, as part of their erasure. The line itself stays, without content.</summary>
    /// <param name="addressKey">HMAC of the address.</param>
    /// <param name="address">Identifies lines that are not checked yet and have no key.</param>
    public static Task<int> ForgetAsync(NewsletterContext db, string addressKey, string address, CancellationToken cancellation) =>
        db.ImportLines.Where(l => l.AddressKey == addressKey || l.Cells.Contains(address)).ExecuteUpdateAsync(
            set => set.SetProperty(l => l.Cells, "[]").SetProperty(l => l.Said, (string?)null).SetProperty(l => l.Remark, (string?)null)
                .SetProperty(l => l.Address, (string?)null)
                .SetProperty(l => l.NormalisedAddress, (string?)null).SetProperty(l => l.AddressKey, (string?)null)
                .SetProperty(l => l.Organisation, (string?)null)
                .SetProperty(l => l.Refusal, LineRefusal.Erased),
            cancellation);

    protected override TimeSpan Interval => TimeSpan.FromHours(6);

    protected override Task RunOnceAsync(IServiceProvider services, CancellationToken stopping) =>
        RunAsync(services.GetRequiredService<NewsletterContext>(), Now, stopping);
}
