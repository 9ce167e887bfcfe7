using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk.Issues;

/// <summary>The next issue begins as a copy of this one, without its content.</summary>
public sealed class NextIssueTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private SiteFactory site = null!;
    private DeskClient desk = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        desk = await DeskClient.SignInAsync(site, Role.Editor);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_takes_what_stays_the_same_and_opens(bool published)
    {
        var model = await AddModelAsync(published);

        var answer = await desk.SubmitAsync($"/redaction/numeros/{model}", [], "/suivant");

        var next = await site.WithDatabaseAsync(db => db.Issues.Include(i => i.Sections).ThenInclude(s => s.Items).Include(i => i.AgendaChoices)
            .SingleAsync(i => i.Number == 8, Cancel));
        Assert.Equal($"/redaction/numeros/{next.Id}", answer.Headers.Location!.OriginalString);
        Assert.Equal(
            (new DateOnly(2026, 7, 1), "en", IssueState.InProgress, new DateOnly(2026, 7, 1), new DateOnly(2026, 9, 1)),
            (next.Date, next.Language, next.State, next.AgendaFrom, next.AgendaTo));
        Assert.Equal(
            ("Bonjour,", "À bientôt,", "Une présidente", "Présidente"),
            (next.Salutation, next.ClosingFormula, next.Signatory, next.SignatoryRole));
        Assert.Equal(
            ("Écrivez-nous.", "contact@reseau.example", "Bonne lecture.", "Ada Blanc, rédactrice"),
            (next.ContactNotice, next.ContactAddress, next.Closing, next.Team));
        Assert.Equal(
            [("À la une", SectionKind.Free, true), ("Agenda", SectionKind.Agenda, false), ("Nouvelles du réseau", SectionKind.NetworkNews, false)],
            next.Sections.OrderBy(s => s.Position).Select(s => (s.Title, s.Kind, s.IsHidden)));
        Assert.Equal(("", "", null), (next.Subject, next.Preheader, next.Editorial));
        Assert.All(next.Sections, s => Assert.True(s is { Body: null, Items: [] }));
        Assert.Empty(next.AgendaChoices);
        Assert.Equal(1, await site.WithDatabaseAsync(db => db.Set<IssueItem>().CountAsync(Cancel)));
    }

    [Fact]
    public async Task The_list_duplicates_too_and_a_number_that_exists_is_not_made_twice()
    {
        var model = await AddModelAsync(published: false);
        var page = await desk.GetAsync("/redaction/numeros");
        await desk.SendAsync(page, "", [], $"/{model}/suivant");

        var answer = await desk.SendAsync(page, "", [], $"/{model}/suivant");

        Assert.Contains(
            "Le numéro 8 existe déjà : rien n’a été créé.",
            (await desk.GetAsync(answer.Headers.Location!.OriginalString)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal([7, 8], await site.WithDatabaseAsync(db => db.Issues.OrderBy(i => i.Number).Select(i => i.Number).ToListAsync(Cancel)));
    }

    public ValueTask DisposeAsync()
    {
        desk.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<int> AddModelAsync(bool published)
    {
        var news = await site.AddNewsAsync(null, "Une nouvelle", accepted: true);
        var date = await site.AddDateAsync(null, "Une réunion", new DateOnly(2099, 6, 10));
        return await site.WithDatabaseAsync(async db =>
        {
            var issue = new Issue(7, new DateOnly(2026, 6, 1));
            issue.Identify(7, issue.Date, "en");
            issue.Announce("Un objet", "Une accroche");
            issue.WriteEditorial("Bonjour,", "Un éditorial.", "À bientôt,", "Une présidente", "Présidente");
            issue.Close("Écrivez-nous.", "contact@reseau.example", "Bonne lecture.", "Ada Blanc, rédactrice");
            issue.SetAgendaPeriod(new DateOnly(2026, 5, 1), new DateOnly(2026, 5, 31));
            issue.Choose(await db.Agenda.SingleAsync(e => e.Id == date, Cancel), include: true);
            issue.AddSection(SectionKind.Agenda, "Agenda");
            issue.AddSection(SectionKind.NetworkNews, "Nouvelles du réseau").Add(await db.News.SingleAsync(n => n.Id == news, Cancel));
            var free = issue.AddSection(SectionKind.Free, "À la une");
            free.Write("Un mot.");
            free.Hide();
            db.Add(issue);
            await db.SaveChangesAsync(Cancel);
            issue.MoveSection(free.Id, -2);
            if (published)
            {
                issue.MarkPublished(Samples.Noon);
            }

            await db.SaveChangesAsync(Cancel);
            return issue.Id;
        });
    }
}
