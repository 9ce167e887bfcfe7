using System.Net;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Tests.Sending.Smtp;

namespace CitesDesMetiers.Tests.Site.Subscription;

/// <summary>The link that opens everything: asked for by address, mailed, good for a day.</summary>
public class AccessLinkTests
{
    [Fact]
    public async Task It_opens_what_the_permanent_link_does_not_and_only_its_hash_is_kept()
    {
        await using var site = new SmtpSite();
        using var visitor = site.Visitor();
        var permanent = await site.SubscribedAsync();
        var page = await visitor.GetAsync(permanent);
        Assert.Null(page.QuerySelector("#NewAddress"));
        Assert.DoesNotContain(OwnLinks.Jeanne, page.Source.Text, StringComparison.OrdinalIgnoreCase);

        await visitor.SubmitAsync(permanent, [], "/lien");
        var path = OwnLinks.PathIn(await site.MailAsync(1), "/abonnement/acces/");

        Assert.Equal([OwnLinks.Jeanne], site.Relay.Mails.Single().To);
        Assert.Contains(OwnLinks.Jeanne, (await visitor.GetAsync(path)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await visitor.GetAsync(path)).QuerySelector("#NewAddress"));
        Assert.Equal(32, (await site.SubscriberAsync()).AccessHash!.Length);
        site.Clock.Forward(TimeSpan.FromHours(24));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Http.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory]
    [InlineData(OwnLinks.Jeanne, 1)]
    [InlineData("JEANNE@EXAMPLE.ORG", 1)]
    [InlineData(" jeanne@example.org ", 1)]
    [InlineData("jeanne+lettre@example.org", 0)]
    [InlineData("jeanne@exämple.org", 0)]
    [InlineData("inconnue@example.org", 0)]
    [InlineData("plainte@example.org", 0)]
    public async Task Every_address_gets_the_same_answer_and_a_known_one_a_mail(string address, int mails)
    {
        await using var site = new SmtpSite();
        using var visitor = site.Visitor();
        await site.SubscribedAsync();
        await site.SubscribedAsync("plainte@example.org");
        await site.SuppressAsync("plainte@example.org", SuppressionReason.Complaint);

        var answer = await visitor.SubmitAsync("/abonnement", new() { ["Address"] = address });

        Assert.Equal("/abonnement/demande", answer.Headers.Location?.ToString());
        await site.EverythingLeftAsync();
        Assert.Equal(mails, site.Relay.Mails.Count);
    }

    [Fact]
    public async Task One_mail_in_ten_minutes_and_the_last_link_is_the_one_that_counts()
    {
        await using var site = new SmtpSite();
        using var visitor = site.Visitor();
        await site.SubscribedAsync();
        var first = await site.AskForLinkAsync(visitor);
        await visitor.SubmitAsync("/abonnement", new() { ["Address"] = OwnLinks.Jeanne });
        await visitor.SubmitAsync(first, new() { ["Language"] = "it" }, "/preferences");
        site.Clock.Forward(TimeSpan.FromMinutes(10));

        var second = await site.AskForLinkAsync(visitor);

        Assert.Equal(2, site.Relay.Mails.Count);
        Assert.NotEqual(first, second);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Http.GetAsync(first, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Http.GetAsync(second, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Nobody_can_have_a_mailbox_filled_with_links()
    {
        await using var site = new SmtpSite { Settings = { ["RateLimits:SubscriptionMailsPerDayAndAddress"] = "2" } };
        using var visitor = site.Visitor();
        await site.SubscribedAsync();
        for (var i = 0; i < 5; i++)
        {
            var answer = await visitor.SubmitAsync("/abonnement", new() { ["Address"] = OwnLinks.Jeanne });
            Assert.Equal("/abonnement/demande", answer.Headers.Location?.ToString());
            site.Clock.Forward(TimeSpan.FromMinutes(11));
        }

        await site.EverythingLeftAsync();
        Assert.Equal(2, site.Relay.Mails.Count);
    }
}
