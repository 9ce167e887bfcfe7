using System.Diagnostics;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Dispatches;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Sending.Engine;

public class KillTests
{
    /// <summary>
    /// A process of its own sends; it is killed twice in the middle, once while messages wait for their answer. Nobody is
    /// lost, and only messages without a recorded answer may arrive twice: at most one a connection and a kill.
    /// </summary>
    [Fact]
    public async Task Killed_in_the_middle_and_started_again_it_writes_to_everybody_and_doubles_at_most_what_was_in_flight()
    {
        const int Readers = 300, Connections = 4;
        await using var relay = new SmtpListener { Script = SlowlyAsync };

        // Prepares the database only: its own relay never hears of it, as the dispatch is paused until the process is there.
        await using var desk = new SmtpSite();
        var dispatch = await desk.DispatchAsync(Readers, d => d.Pause(null));
        await desk.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().Single(s => s.GetType().Name == "DispatchWorker")
            .StopAsync(TestContext.Current.CancellationToken);

        await desk.WithDatabaseAsync(async db =>
        {
            (await db.Dispatches.SingleAsync()).Resume();
            await db.SaveChangesAsync();
        });

        foreach (var killAt in (int[])[40, 120, int.MaxValue])
        {
            using var site = Start(desk, relay);
            try
            {
                await Eventually.TrueAsync(
                    async () =>
                        relay.Mails.Count >= killAt
                            || (await desk.DispatchOfAsync(dispatch)).State is DispatchState.Completed, $"{killAt} mails have gone");
            }
            finally
            {
                site.Kill();
                await site.WaitForExitAsync(TestContext.Current.CancellationToken);
            }
        }

        var deliveries = await desk.DeliveriesAsync(dispatch);
        Assert.All(deliveries, d => Assert.Equal(DeliveryState.Sent, d.State));
        var copies = relay.Mails.CountBy(m => m.To[0]).ToDictionary();
        Assert.Equal(Readers, copies.Count);
        Assert.All(copies.Values, n => Assert.InRange(n, 1, 3));
        Assert.InRange(relay.Mails.Count - Readers, 0, 2 * Connections);
        Assert.Equal(Readers, relay.Mails.Select(m => DispatchTests.Header(m, "Message-Id")).Distinct().Count());
        Assert.Empty(desk.Relay.Mails);
    }

    private static async Task<string?> SlowlyAsync(SmtpMoment moment, string argument)
    {
        if (moment is SmtpMoment.FinalDot)
        {
            await Task.Delay(20);
        }

        return null;
    }

    private static Process Start(SmtpSite desk, SmtpListener relay)
    {
        var site = WebProcess.Start(
        [
            .. WebProcess.Over(desk.Folder),
            "--Mail:Transport=Smtp", "--Mail:Smtp:Host=127.0.0.1", $"--Mail:Smtp:Port={relay.Port}", "--Mail:LeaseDuration=00:00:05",
        ]);
        site.ErrorDataReceived += (_, _) => { };
        site.OutputDataReceived += (_, _) => { };
        site.BeginErrorReadLine();
        site.BeginOutputReadLine();
        return site;
    }
}
