using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Platform.Auditing;

/// <summary>A site whose audit log the test seals, purges and checks when it wants to.</summary>
internal static class AuditedSite
{
    public static async Task LogAsync(this SiteFactory site, int count)
    {
        for (var i = 1; i <= count; i++)
        {
            await site.RunAsync<AuditLog>(log => log.WriteAsync(AuditAction.SettingsChanged, $"Réglage {i}", "avant", "après"));
        }
    }

    public static Task SealAsync(this SiteFactory site) => site.RunAsync<AuditSealing>(s => s.RunAsync(withPurges: false, default));

    public static Task PurgeAsync(this SiteFactory site) => site.RunAsync<AuditPurge>(p => p.RunAsync(default));

    public static async Task<AuditCheck> CheckAsync(this SiteFactory site, (int Number, byte[] Seal)? expected = null)
    {
        AuditCheck? check = null;
        await site.RunAsync<AuditVerification>(async v => check = await v.RunAsync(expected, default));
        return check!;
    }

    public static Task<List<AuditEntry>> EntriesAsync(this SiteFactory site, AuditAction? action = null) =>
        site.WithDatabaseAsync(
            db => db.AuditEntries.AsNoTracking().Where(e => action == null || e.Action == action).OrderBy(e => e.Id).ToListAsync());

    public static async Task RunAsync<TService>(this SiteFactory site, Func<TService, Task> work) where TService : notnull
    {
        await using var scope = site.Services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
