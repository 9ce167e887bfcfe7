using AngleSharp.Html.Dom;

namespace CitesDesMetiers.Tests.Pages;

/// <summary>Titles tell one page from another: in tabs, in the history, and to whoever hears them first.</summary>
[Collection(nameof(EveryPage))]
public class TitleTests(EveryPage pages)
{
    [Fact]
    public void Two_pages_that_say_different_things_have_different_titles()
    {
        Assert.True(
            pages.Reading.Count > 25 && pages.Desk.Count > 50 && pages.Personal.Count > 2,
            $"{pages.Reading.Count}, {pages.Desk.Count}, {pages.Personal.Count} pages were found.");

        // An entry opened in an issue is the same page, with another way back.
        var alike = pages.All.Where(p => !p.Path.Contains("numero=", StringComparison.Ordinal)).GroupBy(p => p.Title)
            .Where(g => g.DistinctBy(p => p.Words).Count() > 1)
            .Select(g => $"{g.Key}: {string.Join(", ", g.Select(p => p.Path))}").ToList();

        Assert.True(alike.Count == 0, string.Join('\n', alike));
    }

    [Theory]
    [InlineData("/redaction/nouvelles?q=forum&etat=acceptee", "Nouvelles, « forum », État : Acceptée –")]
    [InlineData("/redaction/agenda?periode=passe", "Agenda, Période : Passés –")]
    [InlineData("/redaction/abonnes?organisation=mission&langue=it", "Abonnés, organisation : mission, Langue : Italien –")]
    [InlineData("/redaction/abonnes?page=2", "Abonnés, page 2 –")]
    [InlineData("/redaction/opposition?q=a@b.example", "Liste d’opposition, « a@b.example » –")]
    [InlineData("/redaction/images?usage=inutilisees", "Images, Usage : Inutilisées –")]
    [InlineData("/actualites?cite=reseau", "Actualités, le Réseau –")]
    [InlineData("/actualites?pays=BE", "Actualités, Belgique –")]
    [InlineData("/agenda?type=interne", "Agenda, réunions internes –")]
    public async Task A_list_names_the_filters_that_are_set_and_its_page(string path, string title)
    {
        using var desk = await pages.SignedInAsync();

        Assert.StartsWith(title, (await desk.GetAsync(path)).Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_edits_something_names_it()
    {
        using var desk = await pages.SignedInAsync();
        string[] lists = ["nouvelles", "agenda?periode=tout", "contacts", "cites", "themes", "utilisateurs", "arrivees-departs"];

        foreach (var list in lists)
        {
            var first = (await desk.GetAsync("/redaction/" + list))
                .QuerySelectorAll("main th[scope=row] a, main .items a")
                .OfType<IHtmlAnchorElement>()
                .First();
            var page = await desk.GetAsync(first.PathName);
            Assert.Contains(first.TextContent.Trim(), page.Title, StringComparison.Ordinal);
            Assert.StartsWith(page.QuerySelector("h1")!.TextContent.Trim(), page.Title, StringComparison.Ordinal);
        }
    }
}

[CollectionDefinition(nameof(EveryPage))]
public class EveryPageOnce : ICollectionFixture<EveryPage>;
