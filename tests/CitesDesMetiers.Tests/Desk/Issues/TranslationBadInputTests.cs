using System.Net;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk.Issues;

/// <summary>What goes wrong around a translation loses nothing that somebody typed.</summary>
public sealed class TranslationBadInputTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private SiteFactory site = null!;
    private TranslationDesk work = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        work = await TranslationDesk.OpenAsync(site);
    }

    public ValueTask DisposeAsync()
    {
        work.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("xx", "Langue : choisissez-la dans la liste.")]
    [InlineData("", "Langue : choisissez-la dans la liste.")]
    [InlineData("fr", "Langue : c’est déjà celle de ce numéro.")]
    [InlineData("it", "Langue : le numéro 7 existe déjà en italien.")]
    public async Task A_language_that_will_not_do_is_refused_and_nothing_is_made(string language, string message)
    {
        var answer = await DeskClient.ParseAsync(
            await work.Desk.SubmitAsync($"/redaction/numeros/{work.Original}/traduction", new() { ["Language"] = language }));

        Assert.Contains(message, answer.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal($"/redaction/numeros/{work.Issue}/traduction", answer.QuerySelector("main ul a[href$='/traduction']")!.GetAttribute("href"));
        Assert.Equal(2, await site.WithDatabaseAsync(db => db.Issues.CountAsync(Cancel)));
    }

    [Fact]
    public async Task A_translation_whose_original_was_deleted_stays_whole_and_says_so()
    {
        var news = await work.NewsAsync();
        await work.SaveAsync(("objet", "Oggetto"), (PassageKeys.NewsTitle(news), "La prima notizia"));
        await work.Desk.SubmitAsync($"/redaction/numeros/{work.Original}", [], $"/numeros/{work.Original}/suppression");

        var page = await work.ReadAsync();

        Assert.Contains("Le numéro d’origine a été supprimé.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("2 passages sur 14 traduits", page.QuerySelector("#compte")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("L’essai numéro 7 du réseau", page.QuerySelector("#objet .passage-text")!.TextContent);
        Assert.Equal("Oggetto", TranslationDesk.FieldOf(page, "objet").Value);
        await work.SaveAsync((PassageKeys.NewsText(news), "Un testo."));
        var mail = await work.Desk.Http.GetStringAsync($"/redaction/numeros/{work.Issue}/apercu/courriel", Cancel);
        Assert.Contains("La prima notizia", mail, StringComparison.Ordinal);
        Assert.Contains("Un testo.", mail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_original_that_comes_back_is_the_original_again()
    {
        await work.Desk.SubmitAsync($"/redaction/numeros/{work.Original}", [], $"/numeros/{work.Original}/suppression");
        await work.Desk.SubmitAsync("/redaction/corbeille", [], $"{work.Original}/retablissement");

        var page = await work.ReadAsync();

        Assert.DoesNotContain("a été supprimé", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("n’a plus ce passage", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_else_wrote_meanwhile_is_shown_and_ones_own_words_stay()
    {
        var page = await work.ReadAsync();
        await work.SaveAsync(("objet", "Il loro oggetto"));

        var again = await DeskClient.ParseAsync(await work.Desk.SendAsync(
            page, work.Page, new() { ["Texts[objet]"] = "Il mio oggetto", ["Texts[accroche]"] = "La mia riga" }));

        Assert.Contains("Quelqu’un a écrit entre-temps : « Il loro oggetto ».", again.QuerySelector("#objet")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Il mio oggetto", TranslationDesk.FieldOf(again, "objet").Value);
        Assert.Equal(("Il loro oggetto", "La mia riga"), await TextsAsync());

        await work.Desk.SendAsync(again, work.Page, []);
        Assert.Equal(("Il mio oggetto", "La mia riga"), await TextsAsync());
    }

    [Fact]
    public async Task A_translation_of_an_original_that_changed_meanwhile_is_marked_at_once()
    {
        var news = await work.NewsAsync();
        var page = await work.ReadAsync();
        await work.ChangeNewsAsync(news, "Un autre titre");

        await work.Desk.SendAsync(page, work.Page, new() { [$"Texts[{PassageKeys.NewsTitle(news)}]"] = "La prima notizia" });

        Assert.Equal("L’original a changé", TranslationDesk.StateOf(await work.ReadAsync(), PassageKeys.NewsTitle(news)));
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_given_back()
    {
        var text = new string('è', 79);

        var page = await work.SaveAsync(("objet", text), ("accroche", "La mia riga"));

        Assert.Contains("79 caractères, pour 78 au plus", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(text, TranslationDesk.FieldOf(page, "objet").Value);
        Assert.Equal("La mia riga", (await site.IssueAsync(work.Issue)).Preheader);
    }

    [Fact]
    public async Task A_text_of_five_million_characters_is_refused_without_a_fault()
    {
        var news = await work.NewsAsync();

        var answer = await work.Desk.SubmitAsync(work.Page, new() { [$"Texts[{PassageKeys.NewsText(news)}]"] = new string('x', 5_000_000) });

        Assert.InRange((int)answer.StatusCode, 200, 499);
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.Set<TranslatedPassage>().CountAsync(p => p.IsTranslated, Cancel)));
    }

    [Fact]
    public async Task A_text_of_a_passage_that_is_gone_is_given_back()
    {
        var news = await work.NewsAsync();
        var page = await work.ReadAsync();
        foreach (var issue in new[] { work.Original, work.Issue })
        {
            await site.WithDatabaseAsync(async db =>
            {
                var holder = await db.Issues.Include(i => i.Sections).ThenInclude(s => s.Items).SingleAsync(i => i.Id == issue, Cancel);
                var section = holder.Sections[0];
                section.RemoveItem(section.Items.Single(i => i.NewsItemId == news).Id);
                await db.SaveChangesAsync(Cancel);
            });
        }

        var again = await DeskClient.ParseAsync(
            await work.Desk.SendAsync(page, work.Page, new() { [$"Texts[{PassageKeys.NewsText(news)}]"] = "Un testo." }));

        Assert.Contains("Ce passage n’existe plus", again.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Un testo.", again.QuerySelector($"#Texts_{PassageKeys.NewsText(news)}_")!.TextContent);
    }

    [Fact]
    public async Task A_published_translation_gives_back_what_was_typed()
    {
        var page = await work.ReadAsync();
        await site.WithDatabaseAsync(async db =>
        {
            (await db.Issues.SingleAsync(i => i.Id == work.Issue, Cancel)).MarkPublished(Samples.Noon);
            await db.SaveChangesAsync(Cancel);
        });

        var again = await DeskClient.ParseAsync(await work.Desk.SendAsync(page, work.Page, new() { ["Texts[objet]"] = "Oggetto" }));

        Assert.Contains("Ce numéro est parti", again.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Oggetto", TranslationDesk.FieldOf(again, "objet").Value);
    }

    [Fact]
    public async Task Dates_in_two_sections_are_translated_once()
    {
        await work.ChangeOriginalAsync(original =>
        {
            original.AddSection(SectionKind.Agenda, "Agenda");
            original.AddSection(SectionKind.Agenda, "Encore l’agenda");
        });

        Assert.Single((await work.ReadAsync()).QuerySelectorAll("[id^=date-][id$=-titre]"));
    }

    [Fact]
    public async Task An_issue_that_does_not_exist_has_no_translation() =>
        Assert.Equal(HttpStatusCode.NotFound, (await work.Desk.Http.GetAsync("/redaction/numeros/999/traduction", Cancel)).StatusCode);

    private async Task<(string, string)> TextsAsync() => await site.IssueAsync(work.Issue) is var issue ? (issue.Subject, issue.Preheader) : default;
}
