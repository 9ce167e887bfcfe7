using System.Globalization;
using System.Text.Json;
using AngleSharp.Dom;
using CitesDesMetiers.Tests.App;

namespace CitesDesMetiers.Tests.Site.Discovery;

/// <summary>What pages say to search engines in the vocabulary of schema.org.</summary>
public class StructuredDataTests(PublishedSite site) : IClassFixture<PublishedSite>
{
    private const string Issue = "/numeros/numero-21-juillet-2018";

    [Fact]
    public async Task An_issue_says_its_number_its_days_and_its_articles()
    {
        var issue = await ThingAsync(Issue);

        Assert.Equal("PublicationIssue", Text(issue, "@type"));
        Assert.Equal(21, issue.GetProperty("issueNumber").GetInt32());
        Assert.Equal(SiteFactory.PublicUrl + Issue, Text(issue, "url"));
        Assert.Equal(new DateTimeOffset(2018, 7, 5, 8, 0, 0, TimeSpan.Zero), issue.GetProperty("datePublished").GetDateTimeOffset());
        Assert.Equal(new DateTimeOffset(2018, 7, 9, 8, 0, 0, TimeSpan.Zero), issue.GetProperty("dateModified").GetDateTimeOffset());
        Assert.Equal("InfoLettre", Text(issue.GetProperty("isPartOf"), "name"));
        Assert.Equal("Association Réseau des Cités", Text(issue.GetProperty("isPartOf").GetProperty("publisher"), "name"));
        Assert.Equal(4, issue.GetProperty("hasPart").GetArrayLength());
        Assert.False((await ThingAsync("/numeros/numero-20-mars-2018")).TryGetProperty("dateModified", out _));
    }

    [Fact]
    public async Task An_article_says_its_title_its_author_and_its_pictures()
    {
        var article = await ThingAsync("/actualites/" + PublishedSite.Article);

        Assert.Equal("NewsArticle", Text(article, "@type"));
        Assert.StartsWith("Promouvoir les métiers", Text(article, "headline"), StringComparison.Ordinal);
        Assert.Equal("Cité des métiers de Trois-Sources", Text(article.GetProperty("author"), "name"));
        Assert.Equal($"{SiteFactory.PublicUrl}/images/{PublishedSite.PictureName}.jpg", article.GetProperty("image")[0].GetString());
        Assert.Equal(SiteFactory.PublicUrl + Issue, Text(article.GetProperty("isPartOf"), "url"));
        Assert.Equal("en", Text(await ThingAsync("/actualites/employability-tools"), "inLanguage"));
    }

    [Theory]
    [InlineData(Issue)]
    [InlineData("/actualites/rencontre-annuelle")]
    public async Task No_title_ends_the_element_it_stands_in(string path)
    {
        var page = await site.PageAsync(path);
        var data = page.QuerySelectorAll("script:not([src])").Single();

        Assert.Equal("application/ld+json", data.GetAttribute("type"));
        Assert.Equal("head", data.ParentElement!.LocalName);
        Assert.DoesNotContain('<', data.TextContent);
        Assert.Contains("alert(1)", data.TextContent, StringComparison.Ordinal);
        var titles = Things(data).Single() is var thing && thing.TryGetProperty("hasPart", out var parts)
            ? parts.EnumerateArray().Select(p => Text(p, "headline")) : [Text(thing, "headline")];
        Assert.Contains(titles, t => t!.Contains("<script>alert(1)</script> & suites", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_agenda_says_its_coming_public_dates_with_the_time_of_their_Cite()
    {
        var dates = Things(await DataAsync("/agenda"));
        var day = PublishedSite.Soon.ToString("O", CultureInfo.InvariantCulture);

        var open = dates.Single(d => Text(d, "name")!.StartsWith("Portes ouvertes", StringComparison.Ordinal));
        Assert.Equal("Event", Text(open, "@type"));
        Assert.Equal($"{day}T09:30+04:00", Text(open, "startDate"));
        Assert.Equal($"{day}T12:00+04:00", Text(open, "endDate"));
        Assert.Equal("https://schema.org/EventScheduled", Text(open, "eventStatus"));
        Assert.StartsWith("Salle des fêtes", Text(open.GetProperty("location"), "name"), StringComparison.Ordinal);
        Assert.Equal($"{SiteFactory.PublicUrl}/cites/estuaire", Text(open.GetProperty("organizer"), "mainEntityOfPage"));

        var cancelled = dates.Single(d => Text(d, "name") == "Journée annulée");
        Assert.Equal("https://schema.org/EventCancelled", Text(cancelled, "eventStatus"));
        Assert.Equal(day, Text(cancelled, "startDate"));
        Assert.Equal(PublishedSite.Soon.AddDays(2).ToString("O", CultureInfo.InvariantCulture), Text(cancelled, "endDate"));
        Assert.Equal(2, dates.Count);
    }

    [Fact]
    public async Task A_Cite_and_the_front_page_say_who_they_are()
    {
        var cite = await ThingAsync("/cites/estuaire");
        var network = await ThingAsync("/");

        Assert.Equal("Organization", Text(cite, "@type"));
        Assert.Equal("https://estuaire.example/", Text(cite, "url"));
        Assert.Equal($"{SiteFactory.PublicUrl}/cites/estuaire", Text(cite, "mainEntityOfPage"));
        Assert.Equal("Port-Blanc", Text(cite.GetProperty("address"), "addressLocality"));
        Assert.Equal("FR", Text(cite.GetProperty("address"), "addressCountry"));
        Assert.False(cite.TryGetProperty("memberOf", out _));
        Assert.Equal("Organization", Text(network, "@type"));
        Assert.Equal(SiteFactory.PublicUrl + "/", Text(network, "mainEntityOfPage"));
        Assert.Equal(Text(network, "name"), Text((await ThingAsync("/cites/trois-sources")).GetProperty("memberOf"), "name"));
    }

    [Theory]
    [InlineData("/agenda?type=interne")]
    [InlineData("/agenda?periode=passe")]
    [InlineData("/cette-page-n-existe-pas")]
    public async Task A_page_that_is_not_indexed_or_has_nothing_to_say_says_nothing(string path)
    {
        Assert.Empty((await DeskClient.ParseAsync(await site.AskAsync(path))).QuerySelectorAll("script:not([src])"));
    }

    private async Task<IElement> DataAsync(string path) => (await site.PageAsync(path)).QuerySelector("script[type='application/ld+json']")!;

    private async Task<JsonElement> ThingAsync(string path) => Things(await DataAsync(path)).Single();

    private static List<JsonElement> Things(IElement data)
    {
        var root = JsonElement.Parse(data.TextContent);
        Assert.Equal("https://schema.org", Text(root, "@context"));
        return [.. root.GetProperty("@graph").EnumerateArray()];
    }

    private static string? Text(JsonElement thing, string property) => thing.GetProperty(property).GetString();
}
