using CitesDesMetiers.Core.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CitesDesMetiers.Web.Platform.Database;

/// <summary>Sets the modification date of every <see cref="IDated"/> that is saved.</summary>
internal sealed class ChangeDating(TimeProvider clock) : SaveChangesInterceptor
{
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        foreach (var entry in eventData.Context!.ChangeTracker.Entries<IDated>().Where(e => e.State is EntityState.Added or EntityState.Modified))
        {
            entry.Property(nameof(IDated.ChangedAt)).CurrentValue = clock.GetUtcNow().UtcDateTime;
        }

        return base.SavingChangesAsync(eventData, result, cancellationToken);
    }
}
