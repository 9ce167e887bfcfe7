using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk.Issues;

/// <summary>An editor with an issue in French and its translation into Italian.</summary>
internal sealed class TranslationDesk(SiteFactory site, DeskClient desk, int original, int issue) : IDisposable
{
    public DeskClient Desk => desk;
    public int Original => original;
    public int Issue => issue;
    public string Page => $"/redaction/numeros/{issue}/traduction";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<TranslationDesk> OpenAsync(SiteFactory site)
    {
        var original = await site.AddIssueAsync();
        var desk = await DeskClient.SignInAsync(site, Role.Editor);
        await desk.SubmitAsync($"/redaction/numeros/{original}/traduction", new() { ["Language"] = "it" });
        return new(site, desk, original, await site.WithDatabaseAsync(db =>
            db.Issues.Where(i => i.TranslationOfId == original).Select(i => i.Id).SingleAsync(Cancel)));
    }

    public void Dispose() => desk.Dispose();

    public Task<IHtmlDocument> ReadAsync() => desk.GetAsync(Page);

    public async Task<IHtmlDocument> SaveAsync(params (string Key, string Text)[] texts) =>
        await FollowAsync(await desk.SubmitAsync(Page, texts.ToDictionary(t => $"Texts[{t.Key}]", t => t.Text)));

    /// <summary>The page that follows; of a redirect, the one it leads to.</summary>
    public async Task<IHtmlDocument> FollowAsync(HttpResponseMessage answer) =>
        answer.Headers.Location is { } location ? await desk.GetAsync(location.OriginalString.Split('#')[0]) : await DeskClient.ParseAsync(answer);

    /// <summary>What the page says of one passage.</summary>
    public static string StateOf(IHtmlDocument page, string key) => page.QuerySelector($"#{key} [data-state]")!.TextContent;

    public static IHtmlTextAreaElement FieldOf(IHtmlDocument page, string key) => page.QuerySelector<IHtmlTextAreaElement>($"#{key} textarea")!;

    public Task<int> NewsAsync(int place = 0) =>
        site.WithDatabaseAsync(db => db.News.OrderBy(n => n.Id).Skip(place).Select(n => n.Id).FirstAsync(Cancel));

    public Task ChangeNewsAsync(int id, string title) => site.WithDatabaseAsync(async db =>
    {
        var news = await db.News.SingleAsync(n => n.Id == id, Cancel);
        news.Write(title, news.Body, news.Language, news.CiteId, news.ContactId, Samples.Noon);
        await db.SaveChangesAsync(Cancel);
    });

    public Task ChangeOriginalAsync(Action<Issue> change) => site.WithDatabaseAsync(async db =>
    {
        change(await db.Issues.Include(i => i.Sections).ThenInclude(s => s.Items).SingleAsync(i => i.Id == original, Cancel));
        await db.SaveChangesAsync(Cancel);
    });
}
