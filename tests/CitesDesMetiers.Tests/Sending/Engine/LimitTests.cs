using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Sending.Settings;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Tests.Sending.Engine;

/// <summary>Several relays, and limits per hour.</summary>
public class LimitTests
{
    [Fact]
    public async Task Connections_are_shared_by_weight_and_go_over_while_a_relay_is_away()
    {
        await using var second = new SmtpListener();
        await using var site = new SmtpSite();
        UseRelays(site, second, ("premier", "3"), ("second", "1"));

        // One lease may have all mails, so the first relay leaves some to the other.
        site.Relay.Script = async (moment, _) =>
        {
            if (moment is SmtpMoment.FinalDot)
            {
                await Eventually.TrueAsync(() => !second.Mails.IsEmpty, "the second relay has got one");
            }

            return null;
        };
        var first = await site.DispatchAsync(60);
        await site.CompletedAsync(first);
        Assert.Equal(60, site.Relay.Mails.Count + second.Mails.Count);
        Assert.NotEmpty(second.Mails);

        var port = await site.StopRelayAsync();
        second.Mails.Clear();
        var dispatch = await site.DispatchAsync(60, subject: "Un autre numéro");
        await site.CompletedAsync(dispatch);

        site.StartRelay(port);
        Assert.Equal(60, second.Mails.Count);
        Assert.All(await site.DeliveriesAsync(dispatch), d => Assert.Equal((DeliveryState.Sent, 1), (d.State, d.Attempts)));
    }

    [Fact]
    public async Task A_relay_gets_no_more_in_an_hour_than_it_takes()
    {
        await using var site = new SmtpSite { Settings = { ["Mail:Smtp:PerHour"] = "3600", ["Mail:Smtp:Connections"] = "3" } };
        site.Clock.Stop();
        var dispatch = await site.DispatchAsync(75);

        await site.AllDueHasLeftAsync();
        Assert.Equal(60, site.Relay.Mails.Count);
        Assert.All(await site.DeliveriesAsync(dispatch), d => Assert.InRange(d.Attempts, 0, 1));

        site.Clock.Forward(TimeSpan.FromMinutes(1));
        site.WakeUp();
        await site.CompletedAsync(dispatch);
        Assert.Equal(75, site.Relay.Mails.Count);
    }

    [Fact]
    public async Task A_domain_gets_no_more_in_an_hour_than_is_set_and_the_rest_waits_its_turn_untried()
    {
        await using var site = new SmtpSite { Settings = { ["Mail:DomainLimits:example.org"] = "3600" } };
        var dispatch = await site.DispatchAsync(200);
        var queued = (await site.DispatchOfAsync(dispatch)).CreatedAt;

        await Eventually.TrueAsync(
            async () =>
                (await site.DeliveriesAsync(dispatch)).All(
                    d => d.State is DeliveryState.Sent || d.NextAttemptAt > queued.AddSeconds(1)), "the rest waits");
        var waiting = (await site.DeliveriesAsync(dispatch)).Where(d => d.State is not DeliveryState.Sent).ToList();
        Assert.InRange(waiting.Count, 60, 140);
        Assert.All(waiting, d => Assert.Equal(0, d.Attempts));
        Assert.Equal(waiting.Count, waiting.Select(d => d.NextAttemptAt).Distinct().Count());

        // Whoever comes before there is room goes behind the others: each minute is over once all that was due has been looked at.
        for (var minute = 0; minute < 8 && (await site.DispatchOfAsync(dispatch)).State is DispatchState.Running; minute++)
        {
            site.Clock.Forward(TimeSpan.FromMinutes(1));
            var due = site.Clock.GetUtcNow().UtcDateTime;
            site.WakeUp();
            await Eventually.TrueAsync(
                async () => (await site.DeliveriesAsync(dispatch)).All(d => d.State is DeliveryState.Sent || d.NextAttemptAt > due),
                "what was due has been looked at");
        }

        await site.CompletedAsync(dispatch);
        Assert.Equal(200, site.Relay.Mails.Count);
    }

    [Fact]
    public async Task A_limit_made_twice_is_known_as_a_row_that_others_made_first()
    {
        await using var site = new SmtpSite();
        await site.WithDatabaseAsync(db =>
        {
            db.SendingQuotas.Add(new SendingQuota("domain:example.org"));
            return db.SaveChangesAsync();
        });

        var refusal = await Assert.ThrowsAsync<DbUpdateException>(() => site.WithDatabaseAsync(db =>
        {
            db.SendingQuotas.Add(new SendingQuota("domain:example.org"));
            return db.SaveChangesAsync();
        }));

        Assert.True(DatabaseProvider.Sqlite.IsUniqueViolation(refusal));
    }

    [Fact]
    public async Task Relays_of_the_same_name_are_refused_at_the_start()
    {
        await using var second = new SmtpListener();
        await using var site = new SmtpSite();
        UseRelays(site, second, ("relais", "1"), ("Relais", "1"));

        var refusal = Assert.Throws<OptionsValidationException>(() => site.Services.GetRequiredService<IOptions<MailOptions>>().Value);

        Assert.Contains("Mail:Relays is \"relais, Relais\"; each relay has a Name of its own.", refusal.Message, StringComparison.Ordinal);
    }

    private static void UseRelays(SmtpSite site, SmtpListener second, params (string Name, string Weight)[] relays)
    {
        int[] ports = [site.Relay.Port, second.Port];
        for (var i = 0; i < relays.Length; i++)
        {
            site.Settings[$"Mail:Relays:{i}:Host"] = "127.0.0.1";
            site.Settings[$"Mail:Relays:{i}:Port"] = $"{ports[i]}";
            site.Settings[$"Mail:Relays:{i}:Name"] = relays[i].Name;
            site.Settings[$"Mail:Relays:{i}:Weight"] = relays[i].Weight;
        }
    }
}
