using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Drafts;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Content.Pictures;
using CitesDesMetiers.Web.Desk.Deleted;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Desk.Deleted;

/// <summary>Whatever is deleted can be had back for thirty days; then it is gone with all that hangs on it.</summary>
public sealed class DeletionTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private SiteFactory site = null!;
    private int mine;
    private int theirs;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        mine = await site.AddCiteAsync("Cité de Mulhouse", "mulhouse");
        theirs = await site.AddCiteAsync("Cité de Gênes", "genes");
    }

    [Theory]
    [InlineData("nouvelles")]
    [InlineData("contacts")]
    [InlineData("arrivees-departs")]
    public async Task The_message_after_a_deletion_takes_it_back(string list)
    {
        using var desk = await DeskClient.SignInAsync(site, Role.Correspondent, mine);
        var id = await AddAsync(list, mine, "Les soudeuses");
        var answer = await desk.SubmitAsync($"/redaction/{list}/{id}", [], "/suppression");
        var page = await desk.GetAsync(answer.Headers.Location!.OriginalString);

        Assert.DoesNotContain("Les soudeuses", page.QuerySelector("table")?.TextContent ?? "", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Http.GetAsync($"/redaction/{list}/{id}", Cancel)).StatusCode);
        await desk.SendAsync(page, "", [], "/retablissement");

        Assert.Contains("Les soudeuses", (await desk.GetAsync($"/redaction/{list}")).QuerySelector("table")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bin_lists_what_was_deleted_and_restores_it()
    {
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);
        var id = await site.AddNewsAsync(mine, "Les soudeuses");
        await desk.SubmitAsync($"/redaction/nouvelles/{id}", [], "/suppression");

        Assert.Contains("Les soudeuses", (await desk.GetAsync("/redaction/corbeille")).QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        await desk.SubmitAsync("/redaction/corbeille", [], $"/nouvelles/{id}/retablissement");

        await desk.GetAsync($"/redaction/nouvelles/{id}");
        Assert.Null((await desk.GetAsync("/redaction/corbeille")).QuerySelector("table"));
    }

    [Fact]
    public async Task A_correspondent_neither_sees_nor_restores_what_another_Cité_deleted()
    {
        using var editor = await DeskClient.SignInAsync(site, Role.Editor);
        var other = await site.AddNewsAsync(theirs, "À Gênes");
        await editor.SubmitAsync($"/redaction/nouvelles/{other}", [], "/suppression");
        using var desk = await DeskClient.SignInAsync(site, Role.Correspondent, mine);
        var own = await site.AddNewsAsync(mine, "À nous");
        await desk.SubmitAsync($"/redaction/nouvelles/{own}", [], "/suppression");
        var page = await desk.GetAsync("/redaction/corbeille");

        Assert.Contains("À nous", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("À Gênes", page.Body.TextContent, StringComparison.Ordinal);
        page.QuerySelector("main table form")!.SetAttribute("action", $"/redaction/corbeille/nouvelles/{other}/retablissement");
        Assert.Equal(HttpStatusCode.NotFound, (await desk.SendAsync(page, "", [], $"/{other}/retablissement")).StatusCode);
    }

    [Fact]
    public async Task After_thirty_days_it_is_erased_with_what_hangs_on_it()
    {
        var (old, recent) = (await site.AddNewsAsync(mine, "Ancienne"), await site.AddNewsAsync(mine, "Récente"));
        var (contact, move) = (await site.AddContactAsync(mine, "Ada Blanc"), await site.AddMoveAsync(mine, "Paul Noir"));
        await site.WithDatabaseAsync(async db =>
        {
            var items = await db.News.Include(n => n.Themes).ToListAsync(Cancel);
            var theme = new Theme("Numérique", "numerique");
            foreach (var item in items)
            {
                item.Tag([theme]);
                item.Record(NewsEventKind.Submitted, Samples.Noon, null, "Ada");
                db.Add(Revision.Of(item, "{}", Samples.Noon, null, "Ada"));
            }

            var user = new User("ada@test.example", "Ada", Role.Editor);
            db.Add(user);
            await db.SaveChangesAsync(Cancel);
            db.Add(new EditingSession($"News/{old}", user.Id, "Ada", Samples.Noon));
            items.Single(n => n.Id == old).Delete(Samples.Noon);
            items.Single(n => n.Id == recent).Delete(Samples.Noon.AddDays(5));
            (await db.Contacts.SingleAsync(c => c.Id == contact, Cancel)).Delete(Samples.Noon);
            (await db.StaffMoves.SingleAsync(m => m.Id == move, Cancel)).Delete(Samples.Noon);
            await db.SaveChangesAsync(Cancel);
        });

        await PurgeAsync(Samples.Noon.AddDays(31));

        Assert.Equal([recent], await site.WithDatabaseAsync(db => db.News.IgnoreQueryFilters().Select(n => n.Id).ToListAsync(Cancel)));
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.Contacts.IgnoreQueryFilters().CountAsync(Cancel)));
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.StaffMoves.IgnoreQueryFilters().CountAsync(Cancel)));
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.EditingSessions.CountAsync(Cancel)));
        Assert.Equal(1, await site.WithDatabaseAsync(db => db.Revisions.CountAsync(Cancel)));
    }

    [Fact]
    public async Task A_deleted_contact_whom_a_deleted_news_item_names_stays_as_long_as_it()
    {
        var contact = await site.AddContactAsync(mine, "Ada Blanc");
        var news = await site.AddNewsAsync(mine, "Signée Ada");
        await site.WithDatabaseAsync(async db =>
        {
            var item = await db.News.SingleAsync(n => n.Id == news, Cancel);
            item.Write(item.Title, item.Body, "fr", mine, contact, Samples.Noon);
            item.Delete(Samples.Noon.AddDays(20));
            (await db.Contacts.SingleAsync(c => c.Id == contact, Cancel)).Delete(Samples.Noon);
            await db.SaveChangesAsync(Cancel);
        });

        await PurgeAsync(Samples.Noon.AddDays(31));

        Assert.Equal(1, await site.WithDatabaseAsync(db => db.Contacts.IgnoreQueryFilters().CountAsync(Cancel)));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task PurgeAsync(DateTime now)
    {
        await using var scope = site.Services.CreateAsyncScope();
        await DeletedPurge.RunAsync(
            scope.ServiceProvider.GetRequiredService<NewsletterContext>(), scope.ServiceProvider.GetRequiredService<PictureUses>(), now, Cancel);
    }

    private Task<int> AddAsync(string list, int? cite, string name) =>
        list switch
        {
            "contacts" => site.AddContactAsync(cite, name),
            "nouvelles" => site.AddNewsAsync(cite, name),
            _ => site.AddMoveAsync(cite, name),
        };
}
