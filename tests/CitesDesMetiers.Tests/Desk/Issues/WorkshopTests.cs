using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk.Issues;

/// <summary>The page of an issue as the place where one works: what leads to an editor and back, the next step, and findings by kind.</summary>
public sealed class WorkshopTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private const string Page = "/redaction/numeros/1";

    private SiteFactory site = null!;
    private DeskClient editor = null!;
    private int news;
    private int date;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        await site.AddSettingsAsync();
        await site.AddSubscribersAsync(1);
        news = await site.AddNewsAsync(await site.AddCiteAsync("Cité d’Essai", "essai"), "Un atelier ouvert", "Le texte.", accepted: true);
        for (var day = 1; day <= 9; day++)
        {
            await site.AddDateAsync(null, $"Réunion {day}", new DateOnly(2018, 6, day));
        }

        await site.WithDatabaseAsync(async db =>
        {
            date = await db.Agenda.OrderBy(e => e.StartsOn).Select(e => e.Id).FirstAsync(Cancel);
            var issue = new Issue(41, new DateOnly(2018, 6, 1));
            issue.Announce("Un objet", "Une accroche assez longue pour que les messageries la montrent.");
            issue.WriteEditorial("Chères toutes, chers tous,", "Un mot.", "Bien à vous,", "Renée Dubois", "Présidente");
            issue.AddSection(SectionKind.Agenda, "Agenda");
            issue.AddSection(SectionKind.CiteNews, "Nouvelles").Add(await db.News.SingleAsync(n => n.State == NewsState.Accepted, Cancel));
            db.Add(issue);
            await db.SaveChangesAsync(Cancel);
        });
        editor = await DeskClient.SignInAsync(site, Role.Editor);
    }

    [Theory]
    [InlineData("h3", "Un atelier ouvert", "/redaction/nouvelles/{news}?numero=1#Title")]
    [InlineData("p", "Le texte.", "/redaction/nouvelles/{news}?numero=1#Body")]
    [InlineData("p", "Réunion 1", "/redaction/agenda/{date}?numero=1")]
    [InlineData("p", "Renée Dubois", "/redaction/numeros/1/textes?numero=1#Signatory")]
    [InlineData("p", "Chères toutes", "/redaction/numeros/1/textes?numero=1#Salutation")]
    public async Task Each_part_of_the_page_names_the_address_of_its_editor(string element, string words, string address)
    {
        var page = await editor.GetAsync(Page + "/apercu/atelier");

        var marked = page.QuerySelectorAll(element + "[data-edit]").First(e => e.TextContent.Contains(words, StringComparison.Ordinal));
        Assert.Equal(address.Replace("{news}", $"{news}").Replace("{date}", $"{date}"), marked.GetAttribute("data-edit"));
        Assert.Empty((await editor.GetAsync(Page + "/apercu/courriel")).QuerySelectorAll("[data-edit]"));
    }

    [Theory]
    [InlineData("numero", "")]
    [InlineData("verification", "/verification")]
    public async Task Saving_what_was_opened_from_an_issue_leads_back_to_it(string from, string back)
    {
        foreach (var (path, field) in new[]
        {
            ($"/redaction/nouvelles/{news}", "Title"), ($"/redaction/agenda/{date}", "Title"), (Page + "/textes", "Subject"),
        })
        {
            var answer = await editor.SubmitAsync($"{path}?{from}=1", new() { [field] = "Un autre titre" });

            Assert.Equal((HttpStatusCode.Redirect, Page + back), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        }
    }

    [Fact]
    public async Task A_page_in_the_panel_may_stand_in_a_frame_of_this_site_and_a_return_to_the_issue_is_a_small_page()
    {
        Assert.Contains("frame-ancestors 'none'", await PolicyAsync($"/redaction/nouvelles/{news}", "document"), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'self'", await PolicyAsync($"/redaction/nouvelles/{news}", "iframe"), StringComparison.Ordinal);

        using var asked = new HttpRequestMessage(HttpMethod.Get, Page);
        asked.Headers.Add("Sec-Fetch-Dest", "iframe");
        using var answer = await editor.Http.SendAsync(asked, Cancel);
        Assert.Null((await DeskClient.ParseAsync(answer)).QuerySelector("#composeur"));
    }

    [Fact]
    public async Task Nine_past_dates_are_one_line_with_nine_places_and_are_left_out_at_once()
    {
        var page = await editor.GetAsync(Page + "/verification");
        var lines = page.QuerySelectorAll(".findings > li").Where(l => l.TextContent.Contains("déjà passés", StringComparison.Ordinal)).ToList();

        Assert.Contains("Rendez-vous déjà passés : 9 endroits.", Assert.Single(lines).TextContent, StringComparison.Ordinal);
        Assert.Equal(9, lines[0].QuerySelectorAll("a").Length);

        var answer = await editor.SendAsync(page, Page + "/verification", [], "/passes");
        Assert.Equal(Page + "/verification", answer.Headers.Location?.OriginalString);
        Assert.DoesNotContain(
            "déjà passés", (await editor.GetAsync(Page + "/verification")).QuerySelector("#constats")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_step_is_on_every_page_of_the_issue_with_the_reason_when_it_cannot_be_taken()
    {
        foreach (var path in new[] { "", "/textes", "/agenda", "/verification", "/envoi", "/ordres" })
        {
            Assert.Equal("Approuver : numéro 41", (await editor.GetAsync(Page + path)).QuerySelector("#suite button")!.TextContent);
        }

        await editor.SubmitAsync($"/redaction/nouvelles/{news}", new() { ["Body"] = "Le texte (à compléter)." });
        var step = (await editor.GetAsync(Page)).QuerySelector("#suite")!;
        Assert.True(step.QuerySelector("button")!.HasAttribute("disabled"));
        Assert.Equal(
            (Page + "/verification", "Un point empêche l’envoi"),
            (step.QuerySelector("a")!.GetAttribute("href"), step.QuerySelector("a")!.TextContent));
    }

    [Fact]
    public async Task Approved_and_read_the_next_step_is_to_send()
    {
        await editor.SubmitAsync(Page + "/verification", new() { ["isRead"] = "true" }, "/lecture");
        await editor.SubmitAsync(Page, [], "/approbation");

        Assert.Equal(Page + "/envoi", (await editor.GetAsync(Page)).QuerySelector("#suite a.button")!.GetAttribute("href"));
    }

    public ValueTask DisposeAsync()
    {
        editor.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> PolicyAsync(string path, string destination)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, path);
        asked.Headers.Add("Sec-Fetch-Dest", destination);
        using var answer = await editor.Http.SendAsync(asked, Cancel);
        return answer.Headers.GetValues("Content-Security-Policy").Single();
    }
}
