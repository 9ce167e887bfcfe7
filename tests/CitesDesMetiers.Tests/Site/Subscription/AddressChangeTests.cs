using System.Net;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Smtp;

namespace CitesDesMetiers.Tests.Site.Subscription;

public class AddressChangeTests
{
    private const string Elsewhere = "jeanne.dupont+lettre@exemple.example";

    [Fact]
    public async Task It_takes_the_link_to_the_old_address_and_the_button_of_the_mail_to_the_new_one()
    {
        await using var site = new SmtpSite();
        using var visitor = site.Visitor();
        var permanent = await site.SubscribedAsync();
        var fresh = await site.AskForLinkAsync(visitor);

        await visitor.SubmitAsync(fresh, new() { ["NewAddress"] = Elsewhere });
        var asked = await site.MailAsync(2);
        Assert.Equal([Elsewhere], asked.To);
        Assert.DoesNotContain(OwnLinks.Jeanne, OwnLinks.TextOf(asked), StringComparison.OrdinalIgnoreCase);
        var path = OwnLinks.PathIn(asked, "/abonnement/adresse/");
        Assert.Equal("Confirmer votre nouvelle adresse", (await visitor.GetAsync(path)).QuerySelector("h1")!.TextContent);
        Assert.Equal(OwnLinks.Jeanne, (await site.SubscriberAsync()).Address);
        await visitor.SubmitAsync(path, []);

        var subscriber = await site.SubscriberAsync(Elsewhere);
        var proof = Assert.Single(subscriber.ConsentEvents, e => e.Kind is ConsentKind.AddressChanged);
        Assert.Equal((Elsewhere, "Avant\u00A0: " + OwnLinks.Jeanne), (proof.Address, proof.Detail));
        Assert.Equal((await site.KeysAsync()).KeyOf(EmailAddress.Parse(Elsewhere)), subscriber.AddressKey);
        var notice = await site.MailAsync(3);
        Assert.Equal([OwnLinks.Jeanne], notice.To);
        Assert.DoesNotContain("dupont", OwnLinks.TextOf(notice), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Votre adresse est changée", (await visitor.GetAsync(path)).QuerySelector("h1")!.TextContent);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Http.GetAsync(fresh, TestContext.Current.CancellationToken)).StatusCode);
        Assert.DoesNotContain(Elsewhere, (await visitor.GetAsync(permanent)).Source.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_permanent_link_of_a_forwarded_mail_does_not_carry_a_subscription_off()
    {
        await using var site = new SmtpSite();
        using var thief = site.Visitor();
        var permanent = await site.SubscribedAsync();
        var other = await site.SubscribedAsync("voleur@example.org");
        var own = await site.AskForLinkAsync(thief, "voleur@example.org");
        var page = await thief.GetAsync(own);

        foreach (var (path, fields) in new (string, Dictionary<string, string>)[]
        {
            ("/adresse", new() { ["NewAddress"] = "pris@example.org" }), ("/donnees", new() { ["format"] = "json" }), ("/effacement", []),
        })
        {
            fields["__jeton"] = page.QuerySelector("[name=__jeton]")!.GetAttribute("value")!;
            using var body = new FormUrlEncodedContent(fields);
            using var answer = await thief.Http.PostAsync(permanent + path, body, TestContext.Current.CancellationToken);
            Assert.Equal(permanent, answer.Headers.Location?.ToString());
        }

        Assert.Equal(SubscriberState.Confirmed, (await site.SubscriberAsync()).State);
        Assert.Null((await site.SubscriberAsync()).NewAddress);
        Assert.NotEqual(permanent, other);
    }

    [Theory]
    [InlineData("prise@example.org")]
    [InlineData("PRISE@example.org")]
    [InlineData("plainte@example.org")]
    [InlineData("libre@example.org")]
    public async Task A_known_a_suppressed_and_a_free_address_get_the_same_answer(string address)
    {
        await using var site = new SmtpSite();
        using var visitor = site.Visitor();
        await site.SubscribedAsync();
        await site.SubscribedAsync("prise@example.org");
        await site.SuppressAsync("plainte@example.org", SuppressionReason.Request);
        var fresh = await site.AskForLinkAsync(visitor);

        await visitor.SubmitAsync(fresh, new() { ["NewAddress"] = address });

        var page = await visitor.GetAsync(fresh);
        Assert.Contains($"Un message part vers {address}", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Vous avez demandé à recevoir", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await site.EverythingLeftAsync();
        Assert.Equal(address.StartsWith("libre", StringComparison.Ordinal) ? 2 : 1, site.Relay.Mails.Count);
        var again = await DeskClient.ParseAsync(await visitor.SubmitAsync(fresh, new() { ["NewAddress"] = "troisieme@example.org" }));
        Assert.Contains("moins de dix minutes", again.QuerySelector("#NewAddress-erreur")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_was_subscribed_in_the_meantime_is_not_taken_over()
    {
        await using var site = new SmtpSite();
        using var visitor = site.Visitor();
        var path = await AskToMoveAsync(site, visitor);
        var page = await visitor.GetAsync(path);
        await site.SubscribedAsync(Elsewhere);

        await visitor.SendAsync(page, path, []);

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Http.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(OwnLinks.Jeanne, (await site.SubscriberAsync()).Address);
    }

    [Fact]
    public async Task The_link_ends_after_seven_days_and_with_the_subscription_and_pressed_twice_it_counts_once()
    {
        await using var site = new SmtpSite();
        using var visitor = site.Visitor();
        var path = await AskToMoveAsync(site, visitor);
        var page = await visitor.GetAsync(path);
        site.Clock.Forward(TimeSpan.FromDays(7));
        await visitor.SendAsync(page, path, []);
        Assert.Equal(OwnLinks.Jeanne, (await site.SubscriberAsync()).Address);
        site.Clock.Forward(-TimeSpan.FromDays(7));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => visitor.SendAsync(page, path, [])));

        var moved = await site.SubscriberAsync(Elsewhere);
        Assert.Single(moved.ConsentEvents, e => e.Kind is ConsentKind.AddressChanged);
        await site.MailAsync(3);
        await site.EverythingLeftAsync();
        Assert.Equal(3, site.Relay.Mails.Count);
    }

    [Theory]
    [InlineData("", "indiquez une adresse")]
    [InlineData("jeanne@exemple", "il contient au moins un point")]
    [InlineData("JEANNE@example.org", "déjà l’adresse de cet abonnement")]
    public async Task A_bad_address_is_explained_and_kept(string address, string explanation)
    {
        await using var site = new SmtpSite();
        using var visitor = site.Visitor();
        await site.SubscribedAsync();
        var fresh = await site.AskForLinkAsync(visitor);

        var page = await DeskClient.ParseAsync(await visitor.SubmitAsync(fresh, new() { ["NewAddress"] = address }));

        Assert.Contains(explanation, page.QuerySelector("#NewAddress-erreur")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(address, page.QuerySelector("#NewAddress")!.GetAttribute("value") ?? "");
    }

    /// <summary>Jeanne asks to move elsewhere; gives the path in the mail that went there.</summary>
    private static async Task<string> AskToMoveAsync(SmtpSite site, DeskClient visitor)
    {
        await site.SubscribedAsync();
        var fresh = await site.AskForLinkAsync(visitor);
        await visitor.SubmitAsync(fresh, new() { ["NewAddress"] = Elsewhere });
        return OwnLinks.PathIn(await site.MailAsync(2), "/abonnement/adresse/");
    }
}
