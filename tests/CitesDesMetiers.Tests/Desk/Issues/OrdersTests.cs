using CitesDesMetiers.Core.Drafts;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk.Issues;

/// <summary>Every order of an issue is kept: undone, read, taken up again.</summary>
public sealed class OrdersTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private SiteFactory site = null!;
    private ComposerDesk composer = null!;

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        composer = await ComposerDesk.OpenAsync(site);
    }

    [Fact]
    public async Task Undoing_twice_goes_back_two_steps_and_says_when_there_is_nothing_left()
    {
        await composer.AddManyAsync("A", "B");

        Assert.Contains("annulée", await UndoAsync(), StringComparison.Ordinal);
        Assert.Equal(["A"], await composer.TitlesAsync());
        await UndoAsync();
        Assert.Empty(await composer.TitlesAsync());

        Assert.True((await composer.Desk.GetAsync(composer.Page)).QuerySelector("#annuler")!.HasAttribute("disabled"));
        Assert.Contains("rien à annuler", await UndoAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_undoing_a_new_change_goes_on_from_there()
    {
        await composer.AddManyAsync("A", "B");
        await UndoAsync();
        await composer.AddManyAsync("C");
        Assert.Equal(["A", "C"], await composer.TitlesAsync());

        await UndoAsync();
        Assert.Equal(["A"], await composer.TitlesAsync());
        await UndoAsync();
        Assert.Empty(await composer.TitlesAsync());
    }

    [Fact]
    public async Task A_removed_section_comes_back_with_its_text_and_its_items_where_they_stood()
    {
        await composer.Desk.SubmitAsync(composer.Page, new() { ["kind"] = "Free", ["title"] = "À la une" }, "/rubriques");
        var free = await composer.SectionAsync("À la une");
        await composer.Desk.SubmitAsync($"{composer.Page}/rubriques/{free}/texte", new() { ["body"] = "Un mot." });
        await composer.AddAsync("newsId", await site.AddNewsAsync(composer.Cite, "En avant", accepted: true), free);
        await composer.Desk.PressAsync(composer.Page, $"/rubriques/{free}/deplacement", "-1");
        await composer.Desk.PressAsync(composer.Page, $"/rubriques/{free}/suppression");

        await UndoAsync();

        Assert.Equal(["En avant"], await composer.TitlesAsync("À la une"));
        var section = await site.WithDatabaseAsync(db => db.Set<IssueSection>().SingleAsync(s => s.Title == "À la une", Cancel));
        Assert.Equal(("Un mot.", 4), (section.Body, section.Position));
    }

    [Fact]
    public async Task Going_back_beyond_a_new_section_keeps_an_item_that_moved_into_it()
    {
        await composer.AddManyAsync("A");
        await composer.Desk.SubmitAsync(composer.Page, new() { ["kind"] = "Free", ["title"] = "Ailleurs" }, "/rubriques");
        var order = await composer.OrderAsync();
        order.Sections[^1].Items.AddRange(order.Sections[1].Items);
        order.Sections[1].Items.Clear();
        await composer.ArrangeAsync(order);
        var item = await site.WithDatabaseAsync(db => db.Set<IssueItem>().Select(i => i.Id).SingleAsync(Cancel));

        await RestoreAsync(1);

        Assert.Equal(["A"], await composer.TitlesAsync());
        Assert.Equal(item, await site.WithDatabaseAsync(db => db.Set<IssueItem>().Select(i => i.Id).SingleAsync(Cancel)));
        Assert.DoesNotContain("Ailleurs", await PageTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_used_elsewhere_or_deleted_meanwhile_is_reported()
    {
        await composer.AddManyAsync("Ici", "Ailleurs", "Effacée");
        foreach (var item in await site.WithDatabaseAsync(db => db.Set<IssueItem>().Select(i => i.Id).ToListAsync(Cancel)))
        {
            await composer.Desk.PressAsync(composer.Page, $"/contenu/{item}/retrait");
        }

        await site.WithDatabaseAsync(async db =>
        {
            var other = new Issue(8, new DateOnly(2026, 9, 1));
            other.AddSection(SectionKind.CiteNews, "Nouvelles").Add(await db.News.SingleAsync(n => n.Title == "Ailleurs", Cancel));
            db.Add(other);
            (await db.News.SingleAsync(n => n.Title == "Effacée", Cancel)).Delete(Samples.Noon);
            await db.SaveChangesAsync(Cancel);
        });

        var page = await RestoreAsync(3);

        Assert.Contains("« Ailleurs » ne revient pas : c’est dans le numéro 8.", page, StringComparison.Ordinal);
        Assert.Contains("« Effacée » ne revient pas : c’est supprimé ; voyez la corbeille.", page, StringComparison.Ordinal);
        Assert.Equal(["Ici"], await composer.TitlesAsync());
    }

    [Fact]
    public async Task The_list_says_who_changed_what()
    {
        await composer.AddManyAsync("A", "B");
        var order = await composer.OrderAsync();
        order.Sections.Single(s => s.Items.Count == 2).Items.Reverse();
        await composer.ArrangeAsync(order);
        await composer.Desk.PressAsync(composer.Page, $"/rubriques/{await composer.SectionAsync("Agenda")}/masquage");

        var lines = (await composer.Desk.GetAsync(composer.Page + "/ordres")).QuerySelectorAll(".kept-orders > li").Select(l => l.TextContent)
            .ToList();

        Assert.Equal(5, lines.Count);
        Assert.Contains("Rubrique « Agenda » masquée.", lines[0], StringComparison.Ordinal);
        Assert.Contains("Essai Editor", lines[0], StringComparison.Ordinal);
        Assert.Contains("rangée autrement : « B », « A »", lines[1], StringComparison.Ordinal);
        Assert.Contains("« B » ajouté à « Nouvelles des Cités des métiers ».", lines[2], StringComparison.Ordinal);
        Assert.Contains("4 rubriques, 0 élément.", lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gesture_that_changes_nothing_is_not_kept()
    {
        await composer.AddManyAsync("A");
        var before = await site.WithDatabaseAsync(db => db.Revisions.CountAsync(Cancel));

        await composer.ArrangeAsync(await composer.OrderAsync());

        Assert.Equal(before, await site.WithDatabaseAsync(db => db.Revisions.CountAsync(Cancel)));
    }

    [Fact]
    public async Task A_published_issue_goes_back_to_nothing()
    {
        await composer.AddManyAsync("A");
        var page = await composer.Desk.GetAsync(composer.Page);
        await site.WithDatabaseAsync(async db =>
        {
            (await db.Issues.SingleAsync(Cancel)).MarkPublished(Samples.Noon);
            await db.SaveChangesAsync(Cancel);
        });

        await composer.Desk.SendAsync(page, composer.Page, [], "/ordres/annulation");

        Assert.Equal(["A"], await composer.TitlesAsync());
        Assert.Equal(NewsState.Accepted, await site.WithDatabaseAsync(db => db.News.Select(n => n.State).SingleAsync(Cancel)));
    }

    public ValueTask DisposeAsync()
    {
        composer.Dispose();
        return ValueTask.CompletedTask;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<string> UndoAsync()
    {
        await composer.Desk.SubmitAsync(composer.Page, [], "/ordres/annulation");
        return await PageTextAsync();
    }

    /// <param name="nth">From 0, the oldest.</param>
    private async Task<string> RestoreAsync(int nth)
    {
        var id = await site.WithDatabaseAsync(
            db => db.Revisions.Where(r => r.Kind == RevisionKind.Order).OrderBy(r => r.Id).Skip(nth).Select(r => r.Id).FirstAsync(Cancel));
        await composer.Desk.SubmitAsync(composer.Page + "/ordres", [], $"/ordres/{id}/retablissement");
        return await PageTextAsync();
    }

    private async Task<string> PageTextAsync() => (await composer.Desk.GetAsync(composer.Page)).QuerySelector("main")!.TextContent;
}
