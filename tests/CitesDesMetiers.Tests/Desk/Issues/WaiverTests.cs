using AngleSharp.Html.Dom;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk.Issues;

/// <summary>What looks unfinished blocks an issue until it is mended, or an editor says why it stays.</summary>
public sealed class WaiverTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private SiteFactory site = null!;
    private DeskClient desk = null!;
    private int id;
    private int news;

    private string Publication => $"/redaction/numeros/{id}/verification";

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        await site.AddSettingsAsync();
        await site.AddSubscribersAsync(2);
        desk = await DeskClient.SignInAsync(site, Role.Editor);
        id = await site.AddIssueAsync();
        news = await site.WithDatabaseAsync(db => db.News.Where(n => n.Title.StartsWith("La première")).Select(n => n.Id).SingleAsync(Cancel));
        await desk.SubmitAsync($"/redaction/nouvelles/{news}", new() { ["Body"] = "Elle a dit : « nous avons […] compris », le XX juin." });
    }

    [Fact]
    public async Task Each_passage_is_let_pass_by_itself_with_a_reason_that_is_kept()
    {
        var page = await desk.GetAsync(Publication);
        Assert.Equal(2, page.QuerySelectorAll(".waive").Length);

        await WaiveAsync(page, "[…]", "C’est une citation coupée.");

        page = await desk.GetAsync(Publication);
        Assert.Single(page.QuerySelectorAll(".waive"));
        Assert.Contains("« […] », par Essai Editor le ", Text(page), StringComparison.Ordinal);
        Assert.Contains("C’est une citation coupée.", Text(page), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("form[action$='/approbation']"));
        await WaiveAsync(page, "XX", "Le nom du bar.");
        Assert.Contains("Tout est prêt.", Text(await desk.GetAsync(Publication)), StringComparison.Ordinal);

        var kept = await site.WithDatabaseAsync(db => db.Waivers.OrderBy(w => w.Id).FirstAsync(Cancel));
        Assert.Equal(("[…]", "Essai Editor", "C’est une citation coupée."), (kept.Mark, kept.ByName, kept.Reason));
        Assert.NotNull(kept.UserId);
        Assert.InRange(kept.At, DateTime.UtcNow.AddMinutes(-5), DateTime.UtcNow);
    }

    [Fact]
    public async Task A_word_given_falls_when_the_text_changes_and_its_record_stays()
    {
        await WaiveAsync(await desk.GetAsync(Publication), "[…]", "C’est une citation coupée.");

        await desk.SubmitAsync($"/redaction/nouvelles/{news}", new() { ["Body"] = "Elle a dit : « vous avez […] compris »." });

        Assert.Single((await desk.GetAsync(Publication)).QuerySelectorAll(".waive"));
        Assert.Equal(1, await site.WithDatabaseAsync(db => db.Waivers.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Without_a_reason_nothing_passes_and_what_was_typed_stays()
    {
        var none = await DeskClient.ParseAsync(await WaiveAsync(await desk.GetAsync(Publication), "XX", " "));
        Assert.Contains("Pourquoi le laisser tel quel : à renseigner.", Text(none), StringComparison.Ordinal);

        var hidden = await DeskClient.ParseAsync(await WaiveAsync(none, "XX", "Le nom\u202Edu bar"));
        Assert.Equal("Le nom\u202Edu bar", hidden.QuerySelector("#Reason")!.GetAttribute("value"));
        Assert.True(hidden.QuerySelector("#Reason")!.Closest("details")!.HasAttribute("open"));
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.Waivers.CountAsync(Cancel)));
    }

    [Fact]
    public async Task A_passage_that_has_changed_meanwhile_does_not_pass()
    {
        var page = await desk.GetAsync(Publication);
        await desk.SubmitAsync($"/redaction/nouvelles/{news}", new() { ["Body"] = "Le XX juillet." });

        await WaiveAsync(page, "XX", "Le nom du bar.");

        Assert.Contains("Ce passage a changé", Text(await desk.GetAsync(Publication)), StringComparison.Ordinal);
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.Waivers.CountAsync(Cancel)));
    }

    public ValueTask DisposeAsync()
    {
        desk.Dispose();
        return ValueTask.CompletedTask;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Text(IHtmlDocument page) => page.QuerySelector("main")!.TextContent.Replace('\u00A0', ' ');

    private async Task<HttpResponseMessage> WaiveAsync(IHtmlDocument page, string mark, string reason)
    {
        // The innermost: a line of several places contains those of each.
        var line = page.QuerySelectorAll(".findings li").Last(li => li.TextContent.Contains($"« {mark} »", StringComparison.Ordinal));
        var passage = line.QuerySelector("input[name=Passage]")!.GetAttribute("value")!;
        return await desk.SendAsync(page, Publication, new() { ["Passage"] = passage, ["Reason"] = reason }, "/laisser-tel-quel");
    }
}
