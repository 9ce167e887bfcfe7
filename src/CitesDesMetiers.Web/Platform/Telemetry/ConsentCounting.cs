using System.Runtime.CompilerServices;
using CitesDesMetiers.Core.Subscribers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CitesDesMetiers.Web.Platform.Telemetry;

/// <summary>Counts sign-ups, confirmations and departures when their proofs are saved, whatever page or mail they came by.</summary>
internal sealed class ConsentCounting(SiteMeter meter) : SaveChangesInterceptor
{
    private readonly ConditionalWeakTable<DbContext, List<ConsentKind>> pending = [];

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        pending.AddOrUpdate(
            eventData.Context!,
            [.. eventData.Context!.ChangeTracker.Entries<ConsentEvent>().Where(e => e.State is EntityState.Added).Select(e => e.Entity.Kind)]);
        return base.SavingChangesAsync(eventData, result, cancellationToken);
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (pending.TryGetValue(eventData.Context!, out var kinds))
        {
            kinds.ForEach(meter.RecordConsent);
            pending.Remove(eventData.Context!);
        }

        return base.SavedChangesAsync(eventData, result, cancellationToken);
    }
}
