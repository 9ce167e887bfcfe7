using System.Diagnostics;
using System.Net;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Site.Subscription;

public class SignUpTests
{
    [Fact]
    public async Task Signing_up_takes_a_form_a_mail_and_a_button_and_leaves_a_proof_of_consent()
    {
        await using var site = new SmtpSite();
        using var reader = new Reader(site);

        var answer = await reader.SignUpAsync("Jeanne.Dupont@Cité.example", "Mission locale d’Orléans");
        Assert.Equal("/inscription/merci", answer.Headers.Location?.ToString());
        var path = await reader.ConfirmationPathAsync();
        Assert.Equal(SubscriberState.Pending, (await OnlyAsync(site)).State);
        var page = await reader.ReadAsync(path);
        Assert.Equal("Confirmer mon abonnement", page.QuerySelector("main form button")!.TextContent);
        Assert.Equal(SubscriberState.Pending, (await OnlyAsync(site)).State);
        var welcome = await reader.ConfirmAsync(path);

        Assert.Equal("/inscription/bienvenue", welcome.Headers.Location?.ToString());
        var subscriber = await OnlyAsync(site);
        Assert.Equal(
            (SubscriberState.Confirmed, "Jeanne.Dupont@xn--cit-dma.example", "Mission locale d’Orléans"),
            (subscriber.State, subscriber.Address, subscriber.Organisation));
        Assert.Equal("Jeanne.Dupont@xn--cit-dma.example", site.Relay.Mails.First().To[0]);
        var form = await reader.ReadAsync("/inscription");
        Assert.Collection(
            subscriber.ConsentEvents.OrderBy(e => e.Id),
            e =>
            {
                Assert.Equal((ConsentKind.Requested, ConsentSource.Form, "fr"), (e.Kind, e.Source, e.Language));
                Assert.All(e.Wording.Split('\n'), shown => Assert.Contains(shown, form.QuerySelector("main")!.TextContent, StringComparison.Ordinal));
                Assert.All([e.FormVersion, e.PolicyVersion], version => Assert.NotEmpty(version));
            },
            e =>
            {
                Assert.Equal((ConsentKind.Confirmed, ConsentSource.ConfirmationPage), (e.Kind, e.Source));
                Assert.Contains(e.Wording, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
            });
    }

    [Theory]
    [InlineData("nouvelle@example.org")]
    [InlineData("confirmee@example.org")]
    [InlineData("en-attente@example.org")]
    [InlineData("opposition@example.org")]
    [InlineData("plainte@example.org")]
    public async Task Every_address_gets_the_same_answer_in_about_the_same_time(string address)
    {
        await using var site = new SmtpSite();
        using var reader = new Reader(site);
        var keys = await site.Services.GetRequiredService<AddressKeyStore>().GetAsync(TestContext.Current.CancellationToken);
        await site.WithDatabaseAsync(async db =>
        {
            db.Subscribers.AddRange(
                SampleNewsletter.Reader("confirmee@example.org", keys), SampleNewsletter.Reader("en-attente@example.org", keys, confirmed: false));
            db.Suppressions.AddRange(
                new Suppression(keys.KeyOf(EmailAddress.Parse("opposition@example.org")), SuppressionReason.Request, DateTime.UtcNow),
                new Suppression(keys.KeyOf(EmailAddress.Parse("plainte@example.org")), SuppressionReason.Complaint, DateTime.UtcNow));
            await db.SaveChangesAsync();
        });
        await reader.SignUpAsync("echauffement@example.org");

        var start = Stopwatch.StartNew();
        var answer = await reader.SignUpAsync(address);
        var took = start.Elapsed;

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/inscription/merci", answer.Headers.Location?.ToString());
        Assert.True(took >= TimeSpan.FromMilliseconds(290), $"The answer came after {took}.");
    }

    [Fact]
    public async Task An_address_is_written_to_once_a_day_and_a_confirmed_one_never()
    {
        await using var site = new SmtpSite();
        using var reader = new Reader(site);
        await reader.SignUpAsync("jeanne@example.org");
        await reader.ConfirmationPathAsync();
        await reader.SignUpAsync("JEANNE@example.org");
        site.Clock.Forward(TimeSpan.FromHours(24));
        await reader.SignUpAsync("jeanne@example.org");
        var path = await reader.ConfirmationPathAsync(mails: 2);

        await reader.ConfirmAsync(path);
        site.Clock.Forward(TimeSpan.FromHours(48));
        await reader.SignUpAsync("jeanne@example.org");

        // Mails leave in the order in which they were written: this one comes last, after the welcome.
        await reader.SignUpAsync("autre@example.org");
        await reader.ConfirmationPathAsync(mails: 4);

        Assert.Equal(
            ["jeanne@example.org", "jeanne@example.org", "jeanne@example.org", "autre@example.org"], site.Relay.Mails.Select(m => m.To[0]));
        await Eventually.TrueAsync(async () => !await site.WithDatabaseAsync(db => db.OutgoingMails.AnyAsync()), "nothing waits to be sent");
        Assert.Equal(4, site.Relay.Mails.Count);
    }

    [Fact]
    public async Task A_used_link_says_so_kindly_and_one_that_is_old_or_unknown_offers_another()
    {
        await using var site = new SmtpSite();
        using var reader = new Reader(site);
        await reader.SignUpAsync("a@example.org");
        var used = await reader.ConfirmationPathAsync();
        await reader.ConfirmAsync(used);
        await reader.SignUpAsync("b@example.org");
        var old = await reader.ConfirmationPathAsync(mails: 3);
        site.Clock.Forward(TimeSpan.FromDays(7));

        Assert.Contains("Votre abonnement est confirmé", (await reader.ReadAsync(used)).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        foreach (var path in (string[])[old, "/inscription/confirmer/" + new string('a', 43), "/inscription/confirmer/x"])
        {
            var answer = await reader.Client.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Contains(
                "Ce lien ne fonctionne plus",
                await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_left_or_was_suppressed_at_their_own_request_comes_back_by_confirming_and_who_complained_does_not()
    {
        await using var site = new SmtpSite();
        using var reader = new Reader(site);
        var keys = await site.Services.GetRequiredService<AddressKeyStore>().GetAsync(TestContext.Current.CancellationToken);
        await site.WithDatabaseAsync(async db =>
        {
            var left = SampleNewsletter.Reader("partie@example.org", keys);
            left.Unsubscribe(new ConsentEvent(ConsentKind.Withdrawn, ConsentSource.OneClick, DateTime.UtcNow, left.Address, "fr", "-", "1", "1"));
            db.Subscribers.Add(left);
            db.Suppressions.AddRange(
                new Suppression(keys.KeyOf(EmailAddress.Parse("partie@example.org")), SuppressionReason.Request, DateTime.UtcNow),
                new Suppression(keys.KeyOf(EmailAddress.Parse("plainte@example.org")), SuppressionReason.Complaint, DateTime.UtcNow));
            await db.SaveChangesAsync();
        });
        site.Clock.Forward(TimeSpan.FromDays(2));

        await reader.SignUpAsync("plainte@example.org");
        await reader.SignUpAsync("partie@example.org");
        var path = await reader.ConfirmationPathAsync();
        Assert.Equal(SubscriberState.Unsubscribed, (await OnlyAsync(site)).State);
        await reader.ConfirmAsync(path);

        Assert.Equal(SubscriberState.Confirmed, (await OnlyAsync(site)).State);
        Assert.Equal(SuppressionReason.Complaint, (await site.WithDatabaseAsync(db => db.Suppressions.SingleAsync())).Reason);
        Assert.Equal(["partie@example.org"], site.Relay.Mails.Select(m => m.To[0]).Distinct());
    }

    private static Task<Subscriber> OnlyAsync(SmtpSite site) =>
        site.WithDatabaseAsync(db => db.Subscribers.AsNoTracking().Include(s => s.ConsentEvents).SingleAsync());
}
