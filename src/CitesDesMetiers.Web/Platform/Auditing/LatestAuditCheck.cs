namespace CitesDesMetiers.Web.Platform.Auditing;

/// <summary>The last check of the chain, kept for ten minutes: it reads the whole log, too long for each view of a page.</summary>
public sealed class LatestAuditCheck(IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim checking = new(1, 1);
    private (AuditCheck Check, DateTime At)? latest;

    /// <returns>The check, and when it was done, UTC.</returns>
    public async Task<(AuditCheck Check, DateTime At)> GetAsync(CancellationToken cancellation)
    {
        await checking.WaitAsync(cancellation);
        try
        {
            var now = clock.GetUtcNow().UtcDateTime;
            if (latest is not { } known || now - known.At > Fresh)
            {
                await using var scope = scopes.CreateAsyncScope();
                latest = known = (await scope.ServiceProvider.GetRequiredService<AuditVerification>().RunAsync(null, cancellation), now);
            }

            return known;
        }
        finally
        {
            checking.Release();
        }
    }

    /// <summary>Makes the next call check anew.</summary>
    public void Forget() => latest = null;

    public void Dispose() => checking.Dispose();
}
