using System.Net;
using System.Xml.Linq;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Letters;

namespace CitesDesMetiers.Tests.Site;

/// <summary>What machines read: the feed, the pictures, the style sheets.</summary>
public class FilesTests(PublishedSite site) : IClassFixture<PublishedSite>
{
    private const string Picture = "/images/" + PublishedSite.PictureName;

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task The_feed_is_Atom_with_identifiers_that_last()
    {
        var answer = await site.AskAsync("/feed.atom");
        var feed = XDocument.Parse(await site.TextAsync("/feed.atom")).Root!;

        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType!.MediaType);
        var entries = feed.Elements(Atom + "entry").ToList();
        Assert.Equal(SampleEdition.Content.AllArticles.Count(), entries.Count);
        Assert.Matches($@"^tag:lettre\.example,\d{{4}}-\d\d-\d\d:actualites/{PublishedSite.Article}$", entries[0].Element(Atom + "id")!.Value);
        Assert.Equal($"{SiteFactory.PublicUrl}/actualites/{PublishedSite.Article}", entries[0].Element(Atom + "link")!.Attribute("href")!.Value);
        Assert.Contains("<ul>", entries[0].Element(Atom + "content")!.Value, StringComparison.Ordinal);
        Assert.All(entries, e => Assert.Equal("2018-07-05T08:00:00Z", e.Element(Atom + "updated")!.Value));
    }

    [Fact]
    public async Task An_unchanged_feed_is_not_sent_again()
    {
        var known = (await site.AskAsync("/feed.atom")).Headers.ETag;

        Assert.Equal(HttpStatusCode.NotModified, await site.StatusAsync("/feed.atom", known));
    }

    [Fact]
    public async Task A_picture_is_kept_for_ever_under_its_name()
    {
        var answer = await site.AskAsync(Picture + ".jpg");

        Assert.Equal("image/jpeg", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(PublishedSite.LargeBytes, await site.BytesAsync(Picture + ".jpg"));
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl.MaxAge >= TimeSpan.FromDays(300));
        Assert.Equal(HttpStatusCode.NotModified, await site.StatusAsync(Picture + ".jpg", answer.Headers.ETag));
    }

    [Fact]
    public async Task The_mail_has_its_own_size_and_a_wrong_extension_is_not_found()
    {
        Assert.NotEqual(PublishedSite.LargeBytes.Length, (await site.BytesAsync(Picture + "-courriel.jpg")).Length);
        Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync(Picture + ".png"));
    }

    [Theory]
    [InlineData("/css/base.css")]
    [InlineData("/css/site.css")]
    [InlineData("/css/print.css")]
    [InlineData("/lib/fonts/newsreader-latin-headlines.woff2")]
    [InlineData("/favicon.svg")]
    [InlineData("/favicon.png")]
    public async Task The_files_pages_name_are_there(string path)
    {
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync(path));
    }
}
