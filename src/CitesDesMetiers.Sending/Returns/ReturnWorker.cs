using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Sending.Returns;

/// <summary>Reads the mailbox continuously, at once when the server announces new mail. It may stop at any moment.</summary>
internal sealed class ReturnWorker(
    Mailboxes mailboxes, ReturnRound round, ReturnWatch watch, MailboxTimeLimits limits, IServiceScopeFactory scopes, TimeProvider clock,
    ILogger<ReturnWorker> logger) : BackgroundService
{
    private static readonly TimeSpan ToldAgainAfter = TimeSpan.FromDays(7);

    private TimeSpan pause;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        pause = limits.FirstPause;
        while (mailboxes.IsSet && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ReadSessionAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                await MindAsync(e, stoppingToken);
            }
        }
    }

    /// <summary>Opens one session and reads the mailbox in it as long as it stays open.</summary>
    private async Task ReadSessionAsync(CancellationToken stopping)
    {
        await using var mailbox = mailboxes.Create();
        await mailbox.OpenAsync(stopping);
        var isOpen = true;
        while (isOpen)
        {
            var tally = await round.ReadAsync(mailbox, stopping);
            pause = limits.FirstPause;
            if (tally.Read > 0)
            {
                logger.LogInformation(
                    "Return mailbox: {Read} read, {Failures} failures, {Complaints} complaints, {Unsubscriptions} unsubscriptions, {News} with news, "
                    + "{Stopped} addresses suppressed, {Left} left for a person",
                    tally.Read, tally.Failures.Values.Sum(), tally.Complaints, tally.Unsubscriptions, tally.News, tally.Suppressed,
                    tally.LeftForPerson);
            }

            // POP3 deletes messages only at the end of the session, before the wait.
            var readAt = clock.GetUtcNow().UtcDateTime;
            isOpen = await mailbox.WaitAsync(stopping);
            watch.NoteRead(readAt);
        }
    }

    private async Task MindAsync(Exception e, CancellationToken stopping)
    {
        if (MailboxFailures.IsExpected(e) || DatabaseUnavailable.IsCause(e))
        {
            logger.LogWarning("The return mailbox cannot be read ({Error}); trying again in {Pause}", e.GetType().Name, pause);
        }
        else
        {
            logger.LogError(e, "Reading the return mailbox failed unexpectedly; trying again in {Pause}", pause);
        }

        if (MailboxFailures.RepairNotice(e) is { } line)
        {
            // Repeated wrong passwords may lock the account.
            pause = limits.LongestPause;
            await TellAsync(line, stopping);
        }

        await Task.WhenAny(Task.Delay(pause, stopping));
        pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, limits.LongestPause.Ticks));
    }

    /// <summary>Tells the administrators once, whatever the number of attempts, restarts and instances.</summary>
    private async Task TellAsync(string line, CancellationToken stopping)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
            var since = clock.GetUtcNow().UtcDateTime - ToldAgainAfter;
            if (!await db.Notifications.AnyAsync(n => n.Line == line && n.CreatedAt > since, stopping))
            {
                await scope.ServiceProvider.GetRequiredService<Notifier>().TellAdministratorsAsync(line, DeskAddresses.Suppressions, null, stopping);
                await db.SaveChangesAsync(stopping);
            }
        }
        catch (Exception e) when (DatabaseUnavailable.IsCause(e) || stopping.IsCancellationRequested)
        {
            // The next attempt tells them.
        }
    }
}
