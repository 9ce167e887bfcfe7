using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Sending.Dispatches;
using CitesDesMetiers.Sending.Workers;
using Microsoft.AspNetCore.Identity;

namespace CitesDesMetiers.Web.Desk.Dispatches;

/// <summary>
/// Streams the figures of a dispatch when they change. The stream ends with the dispatch, when the site stops, or when the session of
/// the account ends.
/// </summary>
public sealed class DispatchProgressEvents(
    DispatchProgress progress, DispatchOutcomes outcomes, IServiceScopeFactory scopes, IHostApplicationLifetime life, TimeProvider clock)
{
    /// <summary>Name of the last event, sent when the dispatch has ended.</summary>
    public const string End = "fin";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>The number of unchanged rounds after which the figures are sent again, so that proxies keep the connection open.</summary>
    private const int RepeatAfter = 15;
    private const int SessionCheck = 10;

    public async IAsyncEnumerable<SseItem<ProgressMessage>> FollowAsync(
        int id, ClaimsPrincipal user, [EnumeratorCancellation] CancellationToken aborted)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(aborted, life.ApplicationStopping);
        string? lastKey = null;
        for (int round = 0, unchanged = 0; !ending.IsCancellationRequested; round++)
        {
            if (await ReadAsync(id, ending.Token) is not (var message, var isOver))
            {
                yield break;
            }

            var key = string.Join('|', [message.Stage, .. message.Figures.Values, message.Pace, .. message.Domains.SelectMany(d => d)]);
            unchanged = key == lastKey ? unchanged + 1 : 0;
            if (unchanged % RepeatAfter == 0)
            {
                lastKey = key;
                yield return new SseItem<ProgressMessage>(message, isOver ? End : null) { ReconnectionInterval = round == 0 ? Interval * 2 : null };
            }

            if (isOver || !await WaitForNextRoundAsync(round, user, ending.Token))
            {
                yield break;
            }
        }
    }

    private async Task<(ProgressMessage Message, bool IsOver)?> ReadAsync(int id, CancellationToken ending)
    {
        try
        {
            return await progress.ReadAsync(id, ending) is { } figures
                ? (ProgressMessage.Of(figures, await outcomes.ReadAsync(figures, ending)), figures.IsOver)
                : null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (Exception e) when (DatabaseUnavailable.IsCause(e))
        {
            // The browser reconnects automatically.
            return null;
        }
    }

    private async Task<bool> WaitForNextRoundAsync(int round, ClaimsPrincipal user, CancellationToken ending)
    {
        try
        {
            await Task.Delay(Interval, clock, ending);
            return round % SessionCheck != SessionCheck - 1 || await IsSessionValidAsync(user);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<bool> IsSessionValidAsync(ClaimsPrincipal user)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SignInManager<User>>().ValidateSecurityStampAsync(user) is not null;
    }
}
