using System.Net;
using System.Net.Http.Json;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk.Issues;

/// <summary>An editor at the composer of a new issue, with one Cité whose news are at hand.</summary>
internal sealed class ComposerDesk(SiteFactory site, DeskClient desk, int cite, int issue) : IDisposable
{
    public const string CiteNews = "Nouvelles des Cités des métiers";

    public DeskClient Desk => desk;
    public int Cite => cite;
    public int Issue => issue;
    public string Page => $"/redaction/numeros/{issue}";

    public static async Task<ComposerDesk> OpenAsync(SiteFactory site)
    {
        var desk = await DeskClient.SignInAsync(site, Role.Editor);
        var cite = await site.AddCiteAsync("Cité d’essai", "essai");
        await desk.SubmitAsync("/redaction/numeros/ajout", new() { ["Number"] = "7", ["Date"] = "2026-06-01" });
        return new(site, desk, cite, await site.WithDatabaseAsync(db => db.Issues.Select(i => i.Id).SingleAsync(Cancel)));
    }

    public void Dispose() => desk.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Task<int> SectionAsync(string title) =>
        site.WithDatabaseAsync(db => db.Set<IssueSection>().Where(s => s.Title == title).Select(s => s.Id).SingleAsync(Cancel));

    public async Task AddManyAsync(params string[] titles)
    {
        foreach (var title in titles)
        {
            await AddAsync("newsId", await site.AddNewsAsync(cite, title, accepted: true));
        }
    }

    public async Task AddAsync(string name, int id, int? section = null, int? place = null)
    {
        var values = new Dictionary<string, string> { [name] = $"{id}", ["sectionId"] = $"{section}" };
        var page = await desk.GetAsync(Page);
        if (place is not null)
        {
            page.QuerySelector("#ajout")!.InnerHtml += "<input name=place>";
            values["place"] = $"{place}";
        }

        Assert.Equal(HttpStatusCode.Redirect, (await desk.SendAsync(page, Page, values, "/contenu")).StatusCode);
    }

    public Task<List<string>> TitlesAsync(string section = CiteNews) =>
        site.WithDatabaseAsync(db => db.Set<IssueSection>().Where(s => s.Title == section).SelectMany(s => s.Items)
            .OrderBy(i => i.Position).Select(i => i.NewsItem!.Title ?? i.StaffMove!.Person).ToListAsync(Cancel));

    /// <summary>The order the page shows, as its script reads it.</summary>
    public async Task<Order> OrderAsync()
    {
        var page = await desk.GetAsync(Page);
        return new(
            Guid.Parse(page.QuerySelector("#ordre")!.GetAttribute("data-version")!),
            [
                .. page.QuerySelectorAll("[data-section]").Select(s => new Order.Section(
                    int.Parse(s.GetAttribute("data-section")!, null),
                    [
                        .. s.QuerySelectorAll("[data-item]").Select(i => int.Parse(i.GetAttribute("data-item")!, null))
                    ]))
            ]);
    }

    public Task<HttpResponseMessage> ArrangeAsync(Order order) => PostAsync(JsonContent.Create(order));

    public async Task<HttpResponseMessage> PostAsync(HttpContent content)
    {
        content.Headers.Add("RequestVerificationToken", (await desk.GetAsync(Page)).QuerySelector("#gestes input")!.GetAttribute("value")!);
        return await desk.Http.PostAsync($"{Page}/ordre", content, Cancel);
    }

    public sealed record Order(Guid Version, List<Order.Section> Sections)
    {
        /// <summary>The order the page began from, before anything moved on it.</summary>
        public List<Section> From { get; } = [.. Sections.Select(s => new Section(s.Id, [.. s.Items]))];

        public sealed record Section(int Id, List<int> Items);
    }
}
