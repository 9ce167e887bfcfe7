using System.Net;
using System.Net.Http.Headers;
using System.Xml.Linq;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Emails;

namespace CitesDesMetiers.Tests.Reading;

/// <summary>What machines read: the feed, the pictures, the style sheets.</summary>
public class FilesTests(PublishedSite site) : IClassFixture<PublishedSite>
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task The_feed_is_Atom_with_identifiers_that_last()
    {
        using var client = site.CreateSiteClient();

        var answer = await client.GetAsync("/feed.atom");
        var feed = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!;

        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType!.MediaType);
        var entries = feed.Elements(Atom + "entry").ToList();
        Assert.Equal(SampleEdition.Content.AllArticles.Count(), entries.Count);
        Assert.Equal($"tag:lettre.example,2018:actualites/{PublishedSite.Article}", entries[0].Element(Atom + "id")!.Value);
        Assert.Equal($"{SiteFactory.PublicUrl}/actualites/{PublishedSite.Article}", entries[0].Element(Atom + "link")!.Attribute("href")!.Value);
        Assert.Contains("<ul>", entries[0].Element(Atom + "content")!.Value, StringComparison.Ordinal);
        Assert.All(entries, e => Assert.Equal("2018-07-05T08:00:00Z", e.Element(Atom + "updated")!.Value));
    }

    [Fact]
    public async Task An_unchanged_feed_is_not_sent_again()
    {
        using var client = site.CreateSiteClient();
        client.DefaultRequestHeaders.IfNoneMatch.Add((await client.GetAsync("/feed.atom")).Headers.ETag!);

        Assert.Equal(HttpStatusCode.NotModified, (await client.GetAsync("/feed.atom")).StatusCode);
    }

    [Fact]
    public async Task A_picture_is_kept_for_ever_under_its_name()
    {
        using var client = site.CreateSiteClient();

        var answer = await client.GetAsync($"/images/{PublishedSite.PictureName}.jpg");

        Assert.Equal("image/jpeg", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(PublishedSite.LargeBytes, await answer.Content.ReadAsByteArrayAsync());
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl.MaxAge >= TimeSpan.FromDays(300));

        client.DefaultRequestHeaders.IfNoneMatch.Add(EntityTagHeaderValue.Parse(answer.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, (await client.GetAsync($"/images/{PublishedSite.PictureName}.jpg")).StatusCode);
    }

    [Fact]
    public async Task The_mail_has_its_own_size_and_a_wrong_extension_is_not_found()
    {
        using var client = site.CreateSiteClient();

        Assert.NotEqual(PublishedSite.LargeBytes.Length, (await client.GetByteArrayAsync($"/images/{PublishedSite.PictureName}-courriel.jpg")).Length);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/images/{PublishedSite.PictureName}.png")).StatusCode);
    }

    [Theory]
    [InlineData("/css/base.css")]
    [InlineData("/css/site.css")]
    [InlineData("/css/print.css")]
    [InlineData("/lib/fonts/newsreader-latin-opsz-normal.woff2")]
    [InlineData("/favicon.svg")]
    [InlineData("/favicon.png")]
    public async Task The_files_pages_name_are_there(string path)
    {
        using var client = site.CreateSiteClient();

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(path)).StatusCode);
    }
}
