using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Letters;
using CitesDesMetiers.Web.Site.Feeds;

namespace CitesDesMetiers.Tests.Site.Feeds;

/// <summary>The feeds of a Cité and of a theme, and the same in JSON.</summary>
public class FeedTests(PublishedSite site) : IClassFixture<PublishedSite>
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Theory]
    [InlineData("cite=estuaire", "metiers-verts", "album-jeunesse", "employability-tools")]
    [InlineData("cite=reseau", "rencontre-annuelle")]
    [InlineData("theme=transition-ecologique", "metiers-verts")]
    [InlineData("cite=estuaire&theme=transition-ecologique", "metiers-verts")]
    [InlineData("cite=trois-sources")]
    [InlineData("pays=FR", "metiers-verts", "album-jeunesse", "employability-tools")]
    [InlineData("cite=", "metiers-verts", "album-jeunesse", "employability-tools", "rencontre-annuelle")]
    public async Task A_feed_has_the_articles_of_its_Cite_and_its_theme_in_both_formats(string filter, params string[] slugs)
    {
        var atom = await AtomAsync("/feed.atom?" + filter);
        var json = await JsonAsync("/feed.json?" + filter);

        Assert.Equal(
            slugs.Select(s => $"{SiteFactory.PublicUrl}/actualites/{s}"),
            atom.Elements(Atom + "entry").Select(e => e.Element(Atom + "link")!.Attribute("href")!.Value));
        Assert.Equal(
            atom.Elements(Atom + "entry").Select(e => e.Element(Atom + "id")!.Value), json.GetProperty("items").EnumerateArray()
                .Select(i => i.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task A_feed_of_one_Cite_has_a_name_an_identifier_and_an_address_of_its_own()
    {
        var all = await AtomAsync("/feed.atom");
        var one = await AtomAsync("/feed.atom?cite=estuaire&theme=transition-ecologique");

        Assert.NotEqual(all.Element(Atom + "id")!.Value, one.Element(Atom + "id")!.Value);
        Assert.EndsWith("– Cité des métiers de l’Estuaire – Transition écologique", one.Element(Atom + "title")!.Value, StringComparison.Ordinal);
        var links = one.Elements(Atom + "link").ToDictionary(l => l.Attribute("rel")!.Value, l => l.Attribute("href")!.Value);
        Assert.Equal($"{SiteFactory.PublicUrl}/feed.atom?cite=estuaire&theme=transition-ecologique", links["self"]);
        Assert.Equal($"{SiteFactory.PublicUrl}/actualites?cite=estuaire&theme=transition-ecologique", links["alternate"]);
    }

    [Fact]
    public async Task The_JSON_feed_is_complete_and_its_addresses_are_whole()
    {
        var answer = await site.AskAsync("/feed.json");
        var feed = await JsonAsync("/feed.json");
        var first = feed.GetProperty("items")[0];

        Assert.Equal("application/feed+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("https://jsonfeed.org/version/1.1", feed.GetProperty("version").GetString());
        Assert.Equal($"{SiteFactory.PublicUrl}/feed.json", feed.GetProperty("feed_url").GetString());
        Assert.Equal(SampleEdition.Content.AllArticles.Count(), feed.GetProperty("items").GetArrayLength());
        Assert.Equal(new DateTimeOffset(2018, 7, 5, 8, 0, 0, TimeSpan.Zero), first.GetProperty("date_published").GetDateTimeOffset());
        Assert.Contains("<ul>", first.GetProperty("content_html").GetString(), StringComparison.Ordinal);
        Assert.Equal($"{SiteFactory.PublicUrl}/images/{PublishedSite.PictureName}.jpg", first.GetProperty("image").GetString());
        Assert.Equal("Cité des métiers de Trois-Sources", first.GetProperty("authors")[0].GetProperty("name").GetString());
        Assert.Equal("en", feed.GetProperty("items")[2].GetProperty("language").GetString());
    }

    [Fact]
    public void Pictures_in_a_text_have_whole_addresses_in_JSON()
    {
        var entry = new FeedEntry(
            "/actualites/essai", "Essai", "fr", Samples.Noon, null, "Essai.")
        { Html = "<p><img src=\"/images/a.jpg\" alt=\"\"></p>" };
        var feed = new JsonFeed(new SiteOptions { PublicUrl = SiteFactory.PublicUrl }, new TaggingEntity("lettre.example", "2018"));

        var json = JsonDocument.Parse(feed.Write(new Feed("Essai", "Essai", "/feed.json", "/", [entry]))).RootElement;

        var html = json.GetProperty("items")[0].GetProperty("content_html").GetString();
        Assert.Contains($"src=\"{SiteFactory.PublicUrl}/images/a.jpg\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/feed.json")]
    [InlineData("/feed.atom?cite=estuaire")]
    [InlineData("/feed.json?theme=transition-ecologique")]
    public async Task An_unchanged_feed_is_not_sent_again(string path)
    {
        var answer = await site.AskAsync(path);

        Assert.Equal(new DateTimeOffset(2018, 7, 5, 8, 0, 0, TimeSpan.Zero), answer.Content.Headers.LastModified);
        Assert.Equal(HttpStatusCode.NotModified, await site.StatusAsync(path, answer.Headers.ETag));
        using var client = site.CreateSiteClient();
        client.DefaultRequestHeaders.IfModifiedSince = answer.Content.Headers.LastModified;
        Assert.Equal(HttpStatusCode.NotModified, (await client.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory]
    [InlineData("/feed.atom?cite=inconnue")]
    [InlineData("/feed.atom?theme=inconnu")]
    [InlineData("/feed.json?cite=estuaire&theme=inconnu")]
    public async Task A_feed_of_an_unknown_Cite_or_theme_is_not_found(string path)
    {
        Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync(path));
    }

    [Theory]
    [InlineData("/cites/estuaire", "/feed.atom?cite=estuaire", "/feed.json?cite=estuaire", "/cites/estuaire.ics")]
    [
        InlineData(
            "/actualites?theme=transition-ecologique&annee=2018", "/feed.atom?theme=transition-ecologique", "/feed.json?theme=transition-ecologique")
    ]
    [
        InlineData(
            "/actualites?cite=estuaire&theme=transition-ecologique",
            "/feed.atom?cite=estuaire&theme=transition-ecologique",
            "/feed.json?cite=estuaire&theme=transition-ecologique")
    ]
    [InlineData("/actualites?annee=2018")]
    [InlineData("/actualites?cite=inconnue")]
    [InlineData("/")]
    public async Task A_page_names_its_own_feeds_before_those_of_all_news(string path, params string[] own)
    {
        var page = await site.PageAsync(path);
        var links = page.QuerySelectorAll("link[rel=alternate]").ToList();

        Assert.Equal([.. own, "/feed.atom", "/feed.json"], links.Select(l => l.GetAttribute("href")));
        Assert.All(links, l => Assert.NotEmpty(l.GetAttribute("title")!));
        foreach (var address in own)
        {
            Assert.Equal(HttpStatusCode.OK, await site.StatusAsync(address));
        }
    }

    private async Task<XElement> AtomAsync(string path) => XDocument.Parse(await site.TextAsync(path)).Root!;

    private async Task<JsonElement> JsonAsync(string path) => JsonElement.Parse(await site.TextAsync(path));
}
