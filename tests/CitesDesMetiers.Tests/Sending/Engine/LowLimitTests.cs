using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Smtp;

namespace CitesDesMetiers.Tests.Sending.Engine;

/// <summary>Limits as associations have them: more connections than messages are due. One hour passes in some seconds.</summary>
public class LowLimitTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(60, 4, 1)]
    [InlineData(60, 16, 1)]
    [InlineData(300, 4, 1)]
    [InlineData(300, 16, 1)]
    [InlineData(60, 4, 2)]
    [InlineData(60, 16, 2)]
    [InlineData(300, 4, 2)]
    [InlineData(300, 16, 2)]
    public async Task However_many_connections_share_a_low_limit_all_that_is_due_leaves_and_no_more_than_the_limit(
        int perHour, int connections, int count)
    {
        await using var site = new SmtpSite { Settings = { ["Mail:Smtp:Connections"] = $"{connections}" } };
        await using var second = new SmtpListener();
        SmtpListener[] relays = [.. new[] { site.Relay, second }.Take(count)];
        for (var i = 0; i < count; i++)
        {
            site.Settings[$"Mail:Relays:{i}:Name"] = $"relais {i + 1}";
            site.Settings[$"Mail:Relays:{i}:Host"] = "127.0.0.1";
            site.Settings[$"Mail:Relays:{i}:Port"] = $"{relays[i].Port}";
            site.Settings[$"Mail:Relays:{i}:PerHour"] = $"{perHour}";
        }

        site.Clock.Stop();
        var dispatch = await site.DispatchAsync((perHour * count) + 20);
        for (var past = TimeSpan.Zero; past < Hour; past += Step)
        {
            await site.AllDueHasLeftAsync();
            var due = perHour * count * (past / Hour);
            Assert.True(relays.Sum(r => r.Mails.Count) >= 0.95 * due, $"{relays.Sum(r => r.Mails.Count)} of {due} have left after {past}.");
            site.Clock.Forward(Step);
            site.WakeUp();
        }

        Assert.All(relays, r => Assert.InRange(r.Mails.Count, 0, perHour));
        Assert.All(await site.DeliveriesAsync(dispatch), d => Assert.InRange(d.Attempts, 0, 1));
    }
}
