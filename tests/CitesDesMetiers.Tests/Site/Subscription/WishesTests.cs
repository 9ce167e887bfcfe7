using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Smtp;

namespace CitesDesMetiers.Tests.Site.Subscription;

/// <summary>What a reader says they would like when they sign up, and who else cannot say it for them.</summary>
public class WishesTests
{
    [Fact]
    public async Task Language_Cite_and_themes_chosen_at_sign_up_are_in_force_once_confirmed()
    {
        await using var site = new SmtpSite();
        using var visitor = site.Visitor();
        var cite = await site.AddCiteAsync("Cité des métiers de Gênes", "genes");
        var themes = await site.AddThemesAsync("Emploi", "Formation");

        await SignUpAsync(site, visitor, OwnLinks.Jeanne, new() { ["Language"] = "it", ["CiteId"] = $"{cite}", ["ThemeIds"] = $"{themes[1]}" });
        var path = OwnLinks.PathIn(await site.MailAsync(1), "/inscription/confirmer/");
        await visitor.SubmitAsync(path, []);

        var subscriber = await site.SubscriberAsync();
        Assert.Equal((SubscriberState.Confirmed, "it", cite), (subscriber.State, subscriber.Language, subscriber.CiteId));
        Assert.Equal(["Formation"], subscriber.Themes.Select(t => t.Name));
    }

    [Fact]
    public async Task Whoever_reads_the_mailbox_has_the_last_word_on_what_a_stranger_chose()
    {
        await using var site = new SmtpSite();
        using var visitor = site.Visitor();
        await SignUpAsync(site, visitor, OwnLinks.Jeanne, new() { ["Language"] = "de" });
        var path = OwnLinks.PathIn(await site.MailAsync(1), "/inscription/confirmer/");

        var page = await visitor.GetAsync(path);
        Assert.Equal("de", page.QuerySelector("#Language option[selected]")!.GetAttribute("value"));
        Assert.True(page.QuerySelector("details")!.HasAttribute("open"));
        await visitor.SendAsync(page, path, new() { ["Language"] = "fr" });

        Assert.Equal("fr", (await site.SubscriberAsync()).Language);
    }

    [Fact]
    public async Task A_stranger_changes_nothing_of_somebody_who_is_or_was_subscribed()
    {
        await using var site = new SmtpSite();
        using var visitor = site.Visitor();
        var cite = await site.AddCiteAsync("Cité des métiers de Gênes", "genes");
        await site.SubscribedAsync();
        var left = await site.SubscribedAsync("partie@example.org");
        await visitor.SubmitAsync(left, new() { ["Reason"] = "" }, "/depart");
        site.Clock.Forward(TimeSpan.FromDays(2));

        foreach (var address in (string[])[OwnLinks.Jeanne, "partie@example.org"])
        {
            await SignUpAsync(site, visitor, address, new() { ["Language"] = "de", ["CiteId"] = $"{cite}", ["Organisation"] = "Ailleurs" });
            var subscriber = await site.SubscriberAsync(address);
            Assert.Equal(("fr", null, null), (subscriber.Language, subscriber.CiteId, subscriber.Organisation));
        }
    }

    [Theory]
    [InlineData("Language", "xx")]
    [InlineData("CiteId", "999")]
    public async Task What_is_in_no_list_is_refused_and_the_rest_is_kept(string field, string value)
    {
        await using var site = new SmtpSite();
        using var visitor = site.Visitor();

        var page = await DeskClient.ParseAsync(await SignUpAsync(site, visitor, OwnLinks.Jeanne, new() { [field] = value }));

        Assert.Contains("choisissez-la dans la liste", page.QuerySelector(".field-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(OwnLinks.Jeanne, page.QuerySelector("#Address")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Who_comes_back_finds_their_preferences_again_and_no_pause()
    {
        await using var site = new SmtpSite();
        using var visitor = site.Visitor();
        var path = await site.SubscribedAsync();
        await visitor.SubmitAsync(path, new() { ["Language"] = "es" }, "/preferences");
        await visitor.SubmitAsync(path, new() { ["Until"] = DateTime.UtcNow.AddDays(90).ToString("yyyy-MM-dd", null) }, "/pause");
        await visitor.SubmitAsync(path, new() { ["Reason"] = "" }, "/depart");
        site.Clock.Forward(TimeSpan.FromDays(2));

        await SignUpAsync(site, visitor, OwnLinks.Jeanne, []);
        await visitor.SubmitAsync(OwnLinks.PathIn(await site.MailAsync(1), "/inscription/confirmer/"), []);

        var subscriber = await site.SubscriberAsync();
        Assert.Equal((SubscriberState.Confirmed, "es", null), (subscriber.State, subscriber.Language, subscriber.PausedUntil));
    }

    internal static async Task<HttpResponseMessage> SignUpAsync(SmtpSite site, DeskClient visitor, string address, Dictionary<string, string> wishes)
    {
        var page = await visitor.GetAsync("/inscription");
        site.Clock.Forward(TimeSpan.FromSeconds(5));
        return await visitor.SendAsync(page, "/inscription", new(wishes) { ["Address"] = address });
    }
}
