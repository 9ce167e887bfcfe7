using System.Net;
using AngleSharp.Html.Dom;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Desk.Issues;
using CitesDesMetiers.Web.Content.Pictures;
using CitesDesMetiers.Web.Desk.Deleted;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Desk.Deleted;

/// <summary>An issue that nobody has received goes into the bin, and comes back as it was.</summary>
public sealed class IssueDeletionTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private const string Bin = "/redaction/corbeille";

    private SiteFactory site = null!;
    private ComposerDesk composer = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        composer = await ComposerDesk.OpenAsync(site);
    }

    [Fact]
    public async Task A_deleted_issue_is_nowhere_and_the_message_brings_it_back_with_its_items_in_their_order()
    {
        await composer.AddManyAsync("A", "B");
        await composer.Desk.SubmitAsync($"{composer.Page}/textes", new() { ["Subject"] = "Un objet à garder" });

        var page = await DeleteAsync();

        Assert.Contains("Le numéro 7 est supprimé", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector($"a[href='{composer.Page}']"));
        foreach (var path in (string[])["", "/textes", "/verification", "/envoi", "/ordres"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await composer.Desk.Http.GetAsync(composer.Page + path, Cancel)).StatusCode);
        }

        await composer.Desk.SendAsync(page, "", [], "/retablissement");

        Assert.Equal(["A", "B"], await composer.TitlesAsync());
        Assert.Contains(
            "Un objet à garder", (await composer.Desk.GetAsync("/redaction/numeros")).QuerySelector("table")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_held_is_free_for_another_issue_and_then_does_not_come_back()
    {
        await composer.AddManyAsync("Prise ailleurs", "Restée libre");
        await DeleteAsync();
        var other = await AddIssueAsync(8);
        var taken = await site.WithDatabaseAsync(db => db.News.Where(n => n.Title == "Prise ailleurs").Select(n => n.Id).SingleAsync(Cancel));
        await composer.Desk.SubmitAsync($"/redaction/numeros/{other}", new() { ["newsId"] = $"{taken}" }, "/contenu");

        var said = await SaidAsync(await composer.Desk.SubmitAsync(Bin, [], $"/numeros/{composer.Issue}/retablissement"));

        Assert.Contains("« Prise ailleurs » ne revient pas : c’est dans le numéro 8.", said, StringComparison.Ordinal);
        Assert.Equal(["Restée libre"], await site.WithDatabaseAsync(db => db.Set<IssueSection>().Where(s => s.IssueId == composer.Issue)
            .SelectMany(s => s.Items).Select(i => i.NewsItem!.Title).ToListAsync(Cancel)));
    }

    [Fact]
    public async Task Its_number_is_free_and_it_does_not_come_back_beside_another_of_that_number()
    {
        await DeleteAsync();
        var other = await AddIssueAsync(7);

        var said = await SaidAsync(await composer.Desk.SubmitAsync(Bin, [], $"/numeros/{composer.Issue}/retablissement"));

        Assert.Contains("Un autre numéro 7 a été créé entre-temps : rien n’a été rétabli.", said, StringComparison.Ordinal);
        Assert.Equal([other], await site.WithDatabaseAsync(db => db.Issues.Select(i => i.Id).ToListAsync(Cancel)));
        await composer.Desk.SubmitAsync($"/redaction/numeros/{other}/textes", new() { ["Number"] = "8" });
        await composer.Desk.SubmitAsync(Bin, [], $"/numeros/{composer.Issue}/retablissement");
        Assert.Equal(2, await site.WithDatabaseAsync(db => db.Issues.CountAsync(Cancel)));
    }

    [Theory]
    [InlineData(true, "est parti : rien n’a été supprimé")]
    [InlineData(false, "est programmé : rien n’a été supprimé")]
    public async Task A_published_or_scheduled_issue_is_never_deleted(bool published, string reason)
    {
        await composer.AddManyAsync("A");
        var page = await composer.Desk.GetAsync(composer.Page);
        await site.WithDatabaseAsync(async db =>
        {
            var issue = await db.Issues.SingleAsync(Cancel);
            issue.Approve(new string('0', 64), null, "Une relectrice", Samples.Noon);
            issue.Schedule(DateTime.UtcNow.AddDays(1), DateTime.UtcNow);
            if (published)
            {
                issue.MarkPublished(Samples.Noon);
            }

            await db.SaveChangesAsync(Cancel);
        });

        Assert.Contains(reason, await SaidAsync(await composer.Desk.SendAsync(page, "", [], "/suppression")), StringComparison.Ordinal);
        Assert.Equal(["A"], await composer.TitlesAsync());
    }

    [Fact]
    public async Task An_approval_ends_with_the_deletion()
    {
        await composer.AddManyAsync("A");
        await site.ApproveAsync(composer.Issue);

        await composer.Desk.SendAsync(await DeleteAsync(), "", [], "/retablissement");

        Assert.Equal(IssueState.InProgress, (await site.IssueAsync(composer.Issue)).State);
    }

    [Fact]
    public async Task A_correspondent_finds_no_issue_in_the_bin()
    {
        await DeleteAsync();
        using var correspondent = await DeskClient.SignInAsync(site, Role.Correspondent, composer.Cite);

        Assert.Null((await correspondent.GetAsync(Bin)).QuerySelector("table"));
        Assert.Contains("Numéro 7", (await composer.Desk.GetAsync(Bin)).QuerySelector("table")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_thirty_days_it_is_erased_with_its_sections_and_versions_but_not_what_it_held()
    {
        await composer.AddManyAsync("A");
        await DeleteAsync();
        await AddIssueAsync(8);
        await using var scope = site.Services.CreateAsyncScope();

        await DeletedPurge.RunAsync(
            scope.ServiceProvider.GetRequiredService<NewsletterContext>(), scope.ServiceProvider.GetRequiredService<PictureUses>(),
            DateTime.UtcNow.AddDays(31), Cancel);

        Assert.Equal([8], await site.WithDatabaseAsync(db => db.Issues.IgnoreQueryFilters().Select(i => i.Number).ToListAsync(Cancel)));
        Assert.False(await site.WithDatabaseAsync(db => db.Set<IssueSection>().AnyAsync(s => s.IssueId == composer.Issue, Cancel)));
        Assert.False(await site.WithDatabaseAsync(db => db.Revisions.AnyAsync(r => r.IssueId == composer.Issue, Cancel)));
        Assert.Equal(1, await site.WithDatabaseAsync(db => db.News.CountAsync(Cancel)));
    }

    public ValueTask DisposeAsync()
    {
        composer.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<IHtmlDocument> DeleteAsync()
    {
        var answer = await composer.Desk.SubmitAsync(composer.Page, [], "/suppression");
        return await composer.Desk.GetAsync(answer.Headers.Location!.OriginalString);
    }

    private async Task<int> AddIssueAsync(int number)
    {
        await composer.Desk.SubmitAsync("/redaction/numeros/ajout", new() { ["Number"] = $"{number}", ["Date"] = "2026-07-01" });
        return await site.WithDatabaseAsync(db => db.Issues.Where(i => i.Number == number).Select(i => i.Id).SingleAsync(Cancel));
    }

    private async Task<string> SaidAsync(HttpResponseMessage answer) =>
        (await composer.Desk.GetAsync(answer.Headers.Location!.OriginalString)).Body!.TextContent;
}
