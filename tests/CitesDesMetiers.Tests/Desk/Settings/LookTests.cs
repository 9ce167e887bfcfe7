using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Letters;
using CitesDesMetiers.Web.Newsletter.Issues;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NetVips;

namespace CitesDesMetiers.Tests.Desk.Settings;

/// <summary>Logo, colours and masthead of the network, on site, mail and paper.</summary>
public sealed class LookTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private const string Page = "/redaction/reglages/apparence";
    private const string Green = "#14532d";

    private SiteFactory site = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => site = await shared.FreshAsync();

    [Fact]
    public async Task Site_and_mail_show_what_was_chosen()
    {
        using var desk = await DeskClient.SignInAsync(site, Role.Administrator);

        var saved = await desk.SubmitAsync(
            Page, new() { ["Masthead"] = "La lettre des métiers", ["LinkColour"] = Green }, file: ("File", "logo.png", Picture()));

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var front = await desk.GetAsync("/");
        Assert.Equal("La lettre des métiers", front.QuerySelector(".masthead-line")!.TextContent);
        var logo = front.QuerySelector(".masthead-logo")!.GetAttribute("src")!;
        Assert.True((await desk.Http.GetAsync(logo, Cancel)).IsSuccessStatusCode);
        var sheet = await desk.Http.GetStringAsync(front.QuerySelector("link[href*=couleurs]")!.GetAttribute("href"), Cancel);
        Assert.Contains("--petrol: " + Green, sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("--ochre", sheet, StringComparison.Ordinal);

        var (html, text) = await IssueAsync();
        Assert.Contains(logo, html, StringComparison.Ordinal);
        Assert.Contains(Green, html, StringComparison.Ordinal);
        Assert.DoesNotContain(MailStyle.Petrol, html, StringComparison.Ordinal);
        Assert.Contains(MailStyle.Ochre, html, StringComparison.Ordinal);
        Assert.Contains("La lettre des métiers", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_colour_that_cannot_be_read_is_refused_with_its_contrast()
    {
        using var desk = await DeskClient.SignInAsync(site, Role.Administrator);

        var page = await DeskClient.ParseAsync(await desk.SubmitAsync(Page, new() { ["Masthead"] = "Gardée", ["DateColour"] = "#ffcc00" }));

        Assert.Contains("Son contraste avec le papier est de 1,3 pour 1, il faut 4,5", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Gardée", page.QuerySelector("#Masthead")!.GetAttribute("value"));
        Assert.False(await site.WithDatabaseAsync(db => db.Settings.AnyAsync(s => s.DateColour != null)));
    }

    [Fact]
    public async Task A_preview_shows_the_look_and_saves_nothing()
    {
        using var desk = await DeskClient.SignInAsync(site, Role.Administrator);

        var page = await DeskClient.ParseAsync(await desk.SubmitAsync(
            Page, new() { ["Masthead"] = "À l’essai", ["LinkColour"] = Green, ["step"] = "apercu" }));

        foreach (var frame in page.QuerySelectorAll("iframe").Select(f => f.GetAttribute("src")!))
        {
            var shown = await desk.Http.GetStringAsync(frame, Cancel);
            Assert.Contains("l’essai", WebUtility.HtmlDecode(shown), StringComparison.Ordinal);
            Assert.Contains(Green[1..], shown, StringComparison.Ordinal);
        }

        Assert.Null((await desk.GetAsync("/")).QuerySelector(".masthead-line"));
    }

    [Fact]
    public void The_colour_for_dark_screens_can_be_read_there()
    {
        foreach (var colour in new[] { "#000000", Green, "#0b4f6c", "#a0480a", "#5b0000", "#000080" }.Select(Colour.Parse))
        {
            Assert.True(colour.IsReadable);
            Assert.True(colour.ForDark().ContrastWith(Colour.DarkPanel) >= Colour.LeastContrast);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>An issue as it would be sent. Its checklist has nothing to say about the look.</summary>
    private async Task<(string Html, string Text)> IssueAsync()
    {
        var id = await site.WithDatabaseAsync(async db =>
        {
            var issue = new Issue(1, new DateOnly(2031, 6, 1));
            issue.WriteEditorial("Bonjour,", "Un [lien](https://reseau.example).", null, null, null);
            db.Add(issue);
            await db.SaveChangesAsync();
            return issue.Id;
        });
        await using var scope = site.Services.CreateAsyncScope();
        var publisher = scope.ServiceProvider.GetRequiredService<Publisher>();
        var content = (await scope.ServiceProvider.GetRequiredService<EditionBuilder>().BuildAsync(id, Cancel))!;
        Assert.Equal(
            (await publisher.CheckAsync(id, content with { Look = null }, Cancel)).Select(f => f.Message),
            (await publisher.CheckAsync(id, content, Cancel)).Select(f => f.Message));
        var mail = await publisher.RenderAsync(content, Cancel);
        return (mail.Html, mail.Text);
    }

    private static byte[] Picture()
    {
        using var black = Image.Black(300, 100, bands: 3);
        return black.PngsaveBuffer();
    }
}
