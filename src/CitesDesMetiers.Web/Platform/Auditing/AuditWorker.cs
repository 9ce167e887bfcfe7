using System.Security.Cryptography;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Platform.Auditing;

/// <summary>
/// Seals the audit log, removes what is older than it is kept, and once a day writes the newest seal to the technical log. Kept outside, that
/// line shows whether entries were removed at the end together with the row that says how long the chain is.
/// </summary>
internal sealed class AuditWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<AuditWorker> logger)
    : PeriodicWorker(scopes, clock, logger)
{
    /// <summary>The event of the newest seal, beside those of <see cref="Core.Auditing.AuditAction"/>.</summary>
    private static readonly EventId Head = new(1700, "AuditHead");

    private DateTime toldOn;

    protected override TimeSpan Interval => TimeSpan.FromSeconds(10);

    protected override async Task RunOnceAsync(IServiceProvider services, CancellationToken stopping)
    {
        try
        {
            await services.GetRequiredService<AuditSealing>().RunAsync(withPurges: false, stopping);
            if (toldOn != Now.Date)
            {
                await PurgeAndTellAsync(services, stopping);
            }
        }
        catch (CryptographicException e) when (toldOn != Now.Date)
        {
            logger.LogError(
                e, "The key of the audit log cannot be opened, probably because keys of Data Protection were lost. Entries are stored but not "
                    + "sealed. Restore these keys, or begin a new chain with \"audit renew\"");
            toldOn = Now.Date;
        }
        catch (CryptographicException)
        {
            // Told today already.
        }
    }

    private async Task PurgeAndTellAsync(IServiceProvider services, CancellationToken stopping)
    {
        await services.GetRequiredService<AuditPurge>().RunAsync(stopping);
        var db = services.GetRequiredService<NewsletterContext>();
        if (await db.AuditChains.AsNoTracking().SingleOrDefaultAsync(stopping) is { Seal: { } seal } chain)
        {
            logger.LogInformation(Head, "The audit log is sealed up to {Number}:{Seal}", chain.Number, Convert.ToHexStringLower(seal));
            toldOn = Now.Date;
        }
    }
}
