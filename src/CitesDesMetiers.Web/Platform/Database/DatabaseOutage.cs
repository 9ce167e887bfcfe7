using System.Data.Common;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CitesDesMetiers.Web.Platform.Database;

/// <summary>
/// Lets pages answer at once while the database is away. The first page that cannot connect gives up after <see cref="Patience"/>. From then on no
/// page tries: one task tries for all, until the database answers. Workers and commands are not concerned: they can wait.
/// </summary>
internal sealed class DatabaseOutage(
    IServiceScopeFactory scopes, IHttpContextAccessor http, IHostApplicationLifetime site, TimeProvider clock, ILogger<DatabaseOutage> logger)
    : DbConnectionInterceptor
{
    /// <summary>Less than the two seconds after which load balancers give up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    private static readonly TimeSpan TriesEvery = TimeSpan.FromSeconds(0.5);

    private int isAway;

    public override async ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (http.HttpContext is null)
        {
            return result;
        }

        if (Volatile.Read(ref isAway) == 1)
        {
            throw new DatabaseAwayException();
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await connection.OpenAsync(patience.Token);
            return InterceptionResult.Suppress();
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && (e is OperationCanceledException || DatabaseUnavailable.IsCause(e)))
        {
            Begin(e);
            throw new DatabaseAwayException(e);
        }
    }

    private void Begin(Exception cause)
    {
        if (Interlocked.Exchange(ref isAway, 1) == 0)
        {
            logger.LogError("The database does not answer ({Error}); pages say so until it does", cause.Message);

            // The task must not belong to the request that noticed.
            using var _ = ExecutionContext.SuppressFlow();
            Task.Run(AwaitReturnAsync);
        }
    }

    private async Task AwaitReturnAsync()
    {
        var began = clock.GetTimestamp();
        try
        {
            do
            {
                await Task.Delay(TriesEvery, clock, site.ApplicationStopping);
            }
            while (!await AnswersAsync(site.ApplicationStopping));
        }
        catch (OperationCanceledException)
        {
            return;
        }

        Volatile.Write(ref isAway, 0);
        logger.LogWarning("The database answers again, after {Seconds} s", (int)clock.GetElapsedTime(began).TotalSeconds);
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await scope.ServiceProvider.GetRequiredService<NewsletterContext>().Database.OpenConnectionAsync(cancellation);
            return true;
        }
        catch (Exception e) when (DatabaseUnavailable.IsCause(e) || e is InvalidOperationException)
        {
            // The second is a pool whose connections are all in use.
            return false;
        }
    }
}
