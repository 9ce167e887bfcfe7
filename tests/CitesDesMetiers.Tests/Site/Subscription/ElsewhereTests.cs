using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Smtp;

namespace CitesDesMetiers.Tests.Site.Subscription;

/// <summary>The form that stands on the site of a Cité.</summary>
public class ElsewhereTests
{
    [Fact]
    public async Task What_another_site_sends_opens_our_form_filled_in_and_keeps_nothing()
    {
        await using var site = new SmtpSite();
        var cite = await site.AddCiteAsync("Cité des métiers de Gênes", "genes");
        using var visitor = site.Visitor();
        var before = await site.StateAsync();
        using var sent = new FormUrlEncodedContent(new Dictionary<string, string> { ["adresse"] = "jeanne+\"><b>@example.org", ["cite"] = "genes" });

        var answer = await visitor.Http.PostAsync("/inscription/depuis", sent, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await DeskClient.ParseAsync(answer);
        Assert.Equal("jeanne+\"><b>@example.org", page.QuerySelector("#Address")!.GetAttribute("value"));
        Assert.Equal($"{cite}", page.QuerySelector("#CiteId option[selected]")!.GetAttribute("value"));
        Assert.Equal(before, await site.StateAsync());
        site.Clock.Forward(TimeSpan.FromSeconds(5));
        Assert.Equal(
            "/inscription/merci",
            (await visitor.SendAsync(page, "/inscription", new() { ["Address"] = OwnLinks.Jeanne })).Headers.Location?.ToString());
        Assert.Equal(cite, (await site.SubscriberAsync()).CiteId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("adresse=&cite=")]
    [InlineData("cite=inconnue")]
    public async Task Whatever_is_missing_the_form_opens_all_the_same(string body)
    {
        await using var site = new SmtpSite();
        using var client = site.CreateSiteClient();
        using var sent = new StringContent(body, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");

        using var answer = await client.PostAsync("/inscription/depuis", sent, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty((await DeskClient.ParseAsync(answer)).QuerySelectorAll(".error-summary"));
    }

    [Fact]
    public async Task The_script_is_small_and_asks_nothing_of_anybody()
    {
        await using var site = new SmtpSite();
        using var client = site.CreateSiteClient();

        using var answer = await client.GetAsync("/inscription/formulaire.js?cite=genes", TestContext.Current.CancellationToken);
        var script = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/javascript", answer.Content.Headers.ContentType?.MediaType);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.True(script.Length < 4_096);
        Assert.All(
            (string[])["cookie", "localStorage", "fetch(", "XMLHttpRequest", "sendBeacon", "innerHTML"],
            word => Assert.DoesNotContain(word, script.Split("(function", 2)[1], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_correspondent_copies_the_form_of_their_own_Cite_and_an_editor_that_of_any()
    {
        await using var site = new SmtpSite();
        var own = await site.AddCiteAsync("Cité des métiers de Gênes", "genes");
        await site.AddCiteAsync("Cité des métiers de Rouen", "rouen");
        using var correspondent = await DeskClient.SignInAsync(site, Role.Correspondent, own);
        using var editor = await DeskClient.SignInAsync(site, Role.Editor);

        var theirs = await correspondent.GetAsync("/redaction/inserer?cite=rouen");
        Assert.Contains("value=\"genes\"", theirs.QuerySelector("#html")!.TextContent, StringComparison.Ordinal);
        Assert.Null(theirs.QuerySelector("#cite"));
        var any = await editor.GetAsync("/redaction/inserer?cite=rouen");
        Assert.Equal(
            "<script src=\"https://lettre.example/inscription/formulaire.js?cite=rouen\" async></script>", any.QuerySelector("#script")!.TextContent);
        Assert.Contains("action=\"https://lettre.example/inscription/depuis\"", any.QuerySelector("#html")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "name=\"cite\"", (await editor.GetAsync("/redaction/inserer")).QuerySelector("#html")!.TextContent, StringComparison.Ordinal);
    }
}
