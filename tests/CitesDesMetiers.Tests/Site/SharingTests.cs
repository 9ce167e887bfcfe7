using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Letters;
using CitesDesMetiers.Web.Newsletter.Issues;

namespace CitesDesMetiers.Tests.Site;

/// <summary>What a reader of an issue or an article is told, and how they pass it on.</summary>
public class SharingTests(PublishedSite site) : IClassFixture<PublishedSite>
{
    [Theory]
    [InlineData(0, "Lecture : 1 minute")]
    [InlineData(230, "Lecture : 1 minute")]
    [InlineData(231, "Lecture : 2 minutes")]
    [InlineData(2_300, "Lecture : 10 minutes")]
    public void Reading_takes_a_minute_for_230_words(int words, string said) =>
        Assert.Equal(said, ReadingTime.Of(Article(string.Join(' ', Enumerable.Repeat("mot", words)))));

    [Theory]
    [InlineData("/actualites/" + PublishedSite.Article)]
    [InlineData("/numeros/" + SampleEdition.Slug)]
    public async Task A_page_is_passed_on_by_mail_without_anybody_else(string path)
    {
        var page = await DeskClient.ParseAsync(await site.AskAsync(path));
        var share = page.QuerySelector("[data-share]")!;

        Assert.Equal(SiteFactory.PublicUrl + path, share.GetAttribute("data-share"));
        Assert.Contains(Uri.EscapeDataString(SiteFactory.PublicUrl + path), share.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("Lecture :", page.Body!.TextContent, StringComparison.Ordinal);
    }

    private static EditionArticle Article(string text) => new(1, "a", "A", $"<p>{text}</p>", "", "fr", null, null, [], []);
}
