using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Returns;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Sending.Returns;

/// <summary>From the mail that leaves to what comes back about it, and what follows.</summary>
public sealed class ReturnTests : IAsyncLifetime
{
    private readonly ReturnSite site = new(new ImapListener());

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Every_copy_leaves_under_an_envelope_sender_of_its_own_and_asks_for_reports_of_failure()
    {
        site.Relay.Capabilities += "\nDSN";
        var sent = await site.SentAsync(3);
        var keys = await site.KeysAsync();

        Assert.Equal(
            sent.Select(d => (keys.ReturnAddress("retours@lettre.example", d.Id), d.Subscriber.Address)).Order(),
            site.Relay.Mails.Select(m => (m.From, m.To.Single())).Order());
        Assert.All(
            site.Relay.Envelopes.Where(e => e.StartsWith("MAIL", StringComparison.Ordinal)),
            e => Assert.Contains("RET=HDRS", e, StringComparison.Ordinal));
        Assert.All(
            site.Relay.Envelopes.Where(e => e.StartsWith("RCPT", StringComparison.Ordinal)),
            e => Assert.Contains("NOTIFY=FAILURE", e, StringComparison.Ordinal));
        Assert.Contains("mailto:retours@lettre.example?subject=desinscription", Unfolded(site.Relay.Mails.First().Text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bounce_marks_its_delivery_and_the_next_issue_leaves_the_address_out()
    {
        var sent = await site.SentAsync(3);
        var mail = await site.ReturnAsync("orange-unknown", sent[1]);
        await site.RecordedAsync(1);

        var after = await site.DeliveriesAsync(sent[1].DispatchId);
        Assert.Equal([DeliveryState.Sent, DeliveryState.Bounced, DeliveryState.Sent], after.Select(d => d.State));
        Assert.Equal(FailureCause.UnknownAddress, after[1].Cause);
        Assert.Equal(SubscriberState.Bounced, after[1].Subscriber.State);
        var suppression = Assert.Single(await site.SuppressionsAsync());
        Assert.Equal(
            (sent[1].Subscriber.AddressKey, SuppressionReason.Bounce, "5.1.1"), (suppression.AddressKey, suppression.Reason, suppression.Status));
        await Eventually.TrueAsync(() => mail.Has("\\Seen"), "the message is marked");

        Assert.Equal([sent[0].SubscriberId, sent[2].SubscriberId], (await site.SentAsync(2)).Select(d => d.SubscriberId));
    }

    [Fact]
    public async Task What_bears_no_genuine_mark_changes_nothing_and_is_left_for_a_person()
    {
        var sent = await site.SentAsync(1);
        var forged = await site.ReturnAsync("dsn-forged", sent[0]);
        var complaint = await site.ReturnAsync("arf-without-mark", sent[0]);
        var letter = await site.ReturnAsync("person-answers", sent[0]);
        await site.ReturnAsync("leave-forged", sent[0]);
        var absence = await site.ReturnAsync("absence-gmail", sent[0]);
        await Eventually.TrueAsync(() => absence.Has("\\Seen"), "the last one has been read");

        Assert.All(new[] { forged, complaint, letter }, m => Assert.True(m.Has("\\Flagged") && !m.Has("\\Seen")));
        Assert.Empty(await site.ReturnedAsync());
        Assert.Empty(await site.SuppressionsAsync());
        Assert.Equal(
            (DeliveryState.Sent, SubscriberState.Confirmed),
            ((await site.DeliveriesAsync(sent[0].DispatchId))[0].State, (await site.SubscriberAsync(sent[0].SubscriberId)).State));
    }

    [Fact]
    public async Task A_complaint_stops_the_address_at_once_and_a_mail_to_leave_is_like_one_click()
    {
        var sent = await site.SentAsync(2);
        await site.ReturnAsync("arf-abuse-link-only", sent[0]);
        await site.ReturnAsync("leave", sent[1]);
        await site.RecordedAsync(2);

        var suppression = Assert.Single(await site.SuppressionsAsync());
        Assert.Equal((sent[0].Subscriber.AddressKey, SuppressionReason.Complaint), (suppression.AddressKey, suppression.Reason));
        Assert.Equal(SubscriberState.Complained, (await site.SubscriberAsync(sent[0].SubscriberId)).State);
        var left = await site.SubscriberAsync(sent[1].SubscriberId);
        Assert.Equal((SubscriberState.Unsubscribed, ConsentSource.UnsubscribeMail), (left.State, left.ConsentEvents[^1].Source));
    }

    [Fact]
    public async Task A_complaint_without_an_envelope_sender_is_counted_under_the_issue_that_its_Message_ID_names()
    {
        const string sample = "arf-abuse-link-only";
        var first = await site.SentAsync(2);
        var second = await site.SentAsync(2);
        await site.ReturnAsync(sample, second[0]);
        site.Mailbox.Add(SampleMail.Bytes(sample, await site.KeysAsync(), 0, second[1].Subscriber.PublicId, first[0].MessageId));
        await site.RecordedAsync(2);

        // A Message-ID is no mark: it names a delivery of whom the link to leave names, never of anybody else.
        Assert.Equal(
            [(second[0].SubscriberId, second[0].Id), (second[1].SubscriberId, (long?)null)],
            (await site.ReturnedAsync()).Select(r => (r.SubscriberId, r.DeliveryId)));
        Assert.Equal(2, (await site.SuppressionsAsync()).Length);
        using var administrator = await DeskClient.SignInAsync(site, Role.Administrator);
        var page = await administrator.GetAsync($"/redaction/envois/{second[0].DispatchId}");
        Assert.Equal(
            "1",
            page.QuerySelectorAll("dt").Single(t => t.TextContent.StartsWith("Plaintes", StringComparison.Ordinal)).NextElementSibling!.TextContent
                .Trim());
    }

    [Fact]
    public async Task Failures_that_may_pass_count_until_they_are_too_many_and_those_of_ours_never()
    {
        for (var issue = 1; issue <= 3; issue++)
        {
            var sent = await site.SentAsync(4);
            await site.ReturnAsync("free-full", sent[0]);
            await site.ReturnAsync("outlook-blocked", sent[1]);
            await site.ReturnAsync("postfix-delayed", sent[2]);
            await site.RecordedAsync(issue * 2);
            Assert.Equal(issue == 3 ? 1 : 0, (await site.SuppressionsAsync()).Length);
            site.Clock.Forward(TimeSpan.FromDays(60));
        }

        Assert.Equal((await site.SubscriberAsync(1)).AddressKey, (await site.SuppressionsAsync())[0].AddressKey);
    }

    [Fact]
    public async Task Old_failures_are_forgotten_and_a_closed_mailbox_gets_one_more_mail()
    {
        site.Settings["Mail:SoftBounces:Within"] = "30.00:00:00";
        for (var issue = 1; issue <= 4; issue++)
        {
            var sent = await site.SentAsync(2 - (issue > 2 ? 1 : 0));
            await site.ReturnAsync("postfix-mailbox-full", sent[^1]);
            if (issue <= 2)
            {
                await site.ReturnAsync("yahoo-disabled", sent[0]);
            }

            await site.RecordedAsync(issue <= 2 ? issue * 2 : issue + 2);
            Assert.Equal(issue == 1 ? 0 : 1, (await site.SuppressionsAsync()).Length);
            site.Clock.Forward(TimeSpan.FromDays(issue == 1 ? 10 : 40));
        }

        Assert.Equal((await site.SubscriberAsync(1)).AddressKey, (await site.SuppressionsAsync())[0].AddressKey);
    }

    [Fact]
    public async Task An_address_the_relay_refuses_for_good_is_stopped_by_the_same_rules()
    {
        site.Relay.Script = (moment, to) => Task.FromResult(moment is not SmtpMoment.Recipient ? null : to switch
        {
            "lecteur1@example.org" => "550 5.1.1 User unknown",
            "lecteur2@example.org" => "550 5.7.1 Blocked by our policy",
            _ => null,
        });
        var sent = await site.SentAsync(3);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ =>
        {
            await using var scope = site.Services.CreateAsyncScope();
            await RefusedDeliveries.RunAsync(scope.ServiceProvider, TestContext.Current.CancellationToken);
        }));

        Assert.Equal([FailureCause.UnknownAddress, FailureCause.Policy, null], sent.Select(d => d.Cause));
        Assert.Equal([ReturnKind.Refusal, ReturnKind.Refusal], (await site.ReturnedAsync()).Select(r => r.Kind));
        Assert.Equal(sent[0].Subscriber.AddressKey, Assert.Single(await site.SuppressionsAsync()).AddressKey);
    }

    private static string Unfolded(string text) =>
        text.Replace("\r\n ", "", StringComparison.Ordinal).Replace("\r\n\t", "", StringComparison.Ordinal);
}
