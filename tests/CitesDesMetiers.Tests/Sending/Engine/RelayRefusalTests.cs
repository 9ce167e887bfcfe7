using System.Globalization;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Sending.Dispatches;
using CitesDesMetiers.Sending.Engine;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Desk.Dispatches;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Sending.Engine;

/// <summary>Two relays, of which one takes nothing: the other goes on, and the desk and a mail say so.</summary>
public sealed class RelayRefusalTests : IAsyncDisposable
{
    private readonly SmtpSite site = new();
    private readonly SmtpListener second = new();
    private readonly TaskCompletionSource seen = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, "Le relais de messagerie premier refuse l’identifiant ou le mot de passe")]
    [InlineData(true, "certificat refusé, personne ne s’en porte garant (autorité inconnue)")]
    public async Task One_relay_that_refuses_the_password_or_has_a_bad_certificate_rests_and_the_other_goes_on_and_those_who_send_know(
        bool isCertificate, string reason)
    {
        using var certificate = RelayTests.SelfSigned();
        await using var encrypted = new SmtpListener(0, certificate);
        UseRelays(isCertificate ? encrypted.Port : site.Relay.Port);
        site.Settings[isCertificate ? "Mail:Relays:0:Security" : "Mail:Relays:0:User"] = isCertificate ? "SslOnConnect" : "lettre";
        if (!isCertificate)
        {
            site.Settings["Mail:Relays:0:Password"] = "faux";
            RefuseThePassword(site.Relay);
        }

        using var desk = await site.EditorAsync();
        second.Script = WaitUntilSeenAsync;
        var dispatch = await site.DispatchAsync(30);
        var relays = site.Services.GetRequiredService<Relays>();
        await Eventually.TrueAsync(() => relays.All[0].Gate.IsRefused, "the first relay is found to refuse all");
        await Eventually.TrueAsync(() => site.WithDatabaseAsync(db => db.Notifications.AnyAsync(Cancel)), "those who send are told");

        foreach (var path in new[] { DispatchDesk.PathOf(dispatch), "/redaction" })
        {
            await Eventually.TrueAsync(
                async () => (await desk.GetAsync(path)).Body!.TextContent.Contains(reason, StringComparison.Ordinal), $"{path} says why");
            Assert.Contains("les messages passent par second", (await desk.GetAsync(path)).Body!.TextContent, StringComparison.Ordinal);
        }

        seen.SetResult();
        await site.CompletedAsync(dispatch);

        Assert.Equal(30, second.Mails.Count);
        Assert.All(await site.DeliveriesAsync(dispatch), d => Assert.Equal((DeliveryState.Sent, 1), (d.State, d.Attempts)));
        var line = Assert.Single(await site.WithDatabaseAsync(db => db.Notifications.ToListAsync(Cancel))).Line;
        Assert.Contains(reason, line, StringComparison.Ordinal);
        Assert.EndsWith("L’envoi du numéro 12 continue.", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_relay_that_refused_is_tried_again_after_a_quarter_of_an_hour()
    {
        UseRelays(site.Relay.Port);
        (site.Settings["Mail:Relays:0:User"], site.Settings["Mail:Relays:0:Password"]) = ("lettre", "secret");
        RefuseThePassword(site.Relay);
        await site.CompletedAsync(await site.DispatchAsync(10));
        Assert.Empty(site.Relay.Mails);

        site.Relay.Script = null;
        site.Clock.Forward(TimeSpan.FromMinutes(16));
        second.Script = (moment, _) => Task.FromResult(moment is SmtpMoment.Connect or SmtpMoment.Mail ? "421 4.3.2 Later" : null);
        await site.CompletedAsync(await site.DispatchAsync(10, subject: "Un autre numéro"));

        Assert.Equal(10, site.Relay.Mails.Count);
        Assert.Null(site.Services.GetRequiredService<Relays>().All[0].Gate.ClosedBy);
    }

    [Fact]
    public async Task Only_when_no_relay_is_left_the_dispatch_pauses_and_each_is_tried_again_at_the_resumption()
    {
        UseTwoRelaysThatRefuse();
        var dispatch = await site.DispatchAsync(20);
        var reason = await PausedAsync(dispatch);
        Assert.Contains("premier refuse l’identifiant ou le mot de passe : 535", reason, StringComparison.Ordinal);
        Assert.Contains("second refuse l’identifiant ou le mot de passe : 535", reason, StringComparison.Ordinal);

        second.Script = null;
        await ResumeAsync(dispatch);

        await site.CompletedAsync(dispatch);
        Assert.Equal(20, second.Mails.Count);
    }

    [Fact]
    public async Task A_refusal_that_was_under_way_when_somebody_resumed_does_not_shut_the_mended_relay()
    {
        UseTwoRelaysThatRefuse();
        var (asked, late) = (0, new TaskCompletionSource());
        var (isHeld, isAnswered) = (new TaskCompletionSource(), new TaskCompletionSource());
        second.Script = async (moment, _) =>
        {
            if (moment is not SmtpMoment.Auth)
            {
                return null;
            }

            if (Interlocked.Increment(ref asked) == 1)
            {
                isHeld.SetResult();
                await late.Task;
                isAnswered.SetResult();
            }
            else
            {
                await isHeld.Task;
            }

            return "535 5.7.8 Authentication credentials invalid";
        };
        var dispatch = await site.DispatchAsync(20);
        await PausedAsync(dispatch);

        second.Script = async (moment, _) =>
        {
            if (moment is SmtpMoment.FinalDot)
            {
                late.TrySetResult();
                await isAnswered.Task;
            }

            return null;
        };
        await ResumeAsync(dispatch);

        await site.CompletedAsync(dispatch);
        Assert.Equal(20, second.Mails.Count);
    }

    [Fact]
    public async Task A_pause_decided_before_somebody_paused_and_resumed_is_no_longer_carried_out()
    {
        site.Relay.Script = WaitUntilSeenAsync;
        var dispatch = await site.DispatchAsync(1);

        await site.WithDatabaseAsync(async db =>
        {
            (await db.Dispatches.SingleAsync(d => d.Id == dispatch, Cancel)).Pause("Decided on what was true then");
            await using (var scope = site.Services.CreateAsyncScope())
            {
                await scope.ServiceProvider.GetRequiredService<DispatchSteps>().PauseAsync(dispatch, "Somebody’s word", Cancel);
            }

            await ResumeAsync(dispatch);
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync(Cancel));
            return true;
        });
    }

    [Fact]
    public async Task A_relay_that_is_away_is_shown_at_the_desk_with_the_one_that_took_over()
    {
        var gone = new SmtpListener();
        UseRelays(gone.Port);
        await gone.DisposeAsync();
        using var desk = await site.EditorAsync();
        second.Script = WaitUntilSeenAsync;
        var dispatch = await site.DispatchAsync(30);
        var text = "";

        await Eventually.TrueAsync(
            async () =>
                (text = (await desk.GetAsync(DispatchDesk.PathOf(dispatch))).Body!.TextContent).Contains(
                    "Le relais de messagerie premier ne répond pas", StringComparison.Ordinal), "the page says so");
        Assert.Contains("les messages passent par second", text, StringComparison.Ordinal);

        seen.SetResult();
        await site.CompletedAsync(dispatch);
        Assert.Equal(30, second.Mails.Count);
    }

    public async ValueTask DisposeAsync()
    {
        seen.TrySetResult();
        await site.DisposeAsync();
        await second.DisposeAsync();
    }

    private void UseTwoRelaysThatRefuse()
    {
        UseRelays(site.Relay.Port);
        foreach (var relay in new[] { 0, 1 })
        {
            (site.Settings[$"Mail:Relays:{relay}:User"], site.Settings[$"Mail:Relays:{relay}:Password"]) = ("lettre", "faux");
        }

        RefuseThePassword(site.Relay);
        RefuseThePassword(second);
    }

    /// <returns>Why it is paused.</returns>
    private async Task<string> PausedAsync(int dispatch)
    {
        await Eventually.TrueAsync(async () => (await site.DispatchOfAsync(dispatch)).State is DispatchState.Paused, "it is paused");
        return (await site.DispatchOfAsync(dispatch)).PauseReason!;
    }

    private async Task ResumeAsync(int dispatch)
    {
        await using var scope = site.Services.CreateAsyncScope();
        Assert.Equal(StepResult.Done, await scope.ServiceProvider.GetRequiredService<DispatchSteps>().ResumeAsync(dispatch, Cancel));
    }

    private void UseRelays(int first)
    {
        site.Settings["Mail:Smtp:Connections"] = "4";
        foreach (var (number, name, port) in new[] { (0, "premier", first), (1, "second", second.Port) })
        {
            site.Settings[$"Mail:Relays:{number}:Name"] = name;
            site.Settings[$"Mail:Relays:{number}:Host"] = "127.0.0.1";
            site.Settings[$"Mail:Relays:{number}:Port"] = port.ToString(CultureInfo.InvariantCulture);
        }

        second.Capabilities += "\nAUTH PLAIN";
    }

    private static void RefuseThePassword(SmtpListener relay)
    {
        relay.Capabilities += "\nAUTH PLAIN";
        relay.Answer(SmtpMoment.Auth, "535 5.7.8 Authentication credentials invalid");
    }

    /// <summary>The dispatch goes on until the desk has been looked at.</summary>
    private async Task<string?> WaitUntilSeenAsync(SmtpMoment moment, string to)
    {
        if (moment is SmtpMoment.FinalDot)
        {
            await Task.WhenAny(seen.Task, Task.Delay(TimeSpan.FromMinutes(4)));
        }

        return null;
    }
}
