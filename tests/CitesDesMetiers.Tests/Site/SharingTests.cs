using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Letters;
using CitesDesMetiers.Web.Newsletter.Issues;

namespace CitesDesMetiers.Tests.Site;

/// <summary>What a reader of an issue or an article is told, and how they pass it on.</summary>
public class SharingTests(PublishedSite site) : IClassFixture<PublishedSite>
{
    [Theory]
    [InlineData(0, "1\u00A0min")]
    [InlineData(299, "1\u00A0min")]
    [InlineData(301, "2\u00A0min")]
    [InlineData(2_000, "10\u00A0min")]
    public void Reading_takes_a_minute_for_two_hundred_words(int words, string said) =>
        Assert.Equal(said, ReadingTime.Show(ReadingTime.WordsOf(Article(string.Join(' ', Enumerable.Repeat("mot", words))))));

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
