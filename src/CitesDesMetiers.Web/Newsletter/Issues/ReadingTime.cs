using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Search;
using CitesDesMetiers.Web.Content.Markdown;

namespace CitesDesMetiers.Web.Newsletter.Issues;

/// <summary>How long reading takes, at 230 words a minute (M. Brysbaert, 2019: silent reading of non-fiction takes 238 in English).</summary>
internal static class ReadingTime
{
    private const int WordsPerMinute = 230;

    public static string Of(EditionContent content) =>
        Say(WordsOf(content.Editorial.Html) + content.Sections.Sum(s => WordsOf(s.Html ?? "")) + content.AllArticles.Sum(a => WordsOf(a.Html)));

    public static string Of(EditionArticle article) => Say(WordsOf(article.Html));

    private static int WordsOf(string html) => SearchWords.Split(PlainLine.Of(html)).Count;

    /// <summary>"Lecture : 1 minute"; a part of a minute counts whole.</summary>
    private static string Say(int words) =>
        $"Lecture : {FrenchNumbers.Count(Math.Max(1, (words + WordsPerMinute - 1) / WordsPerMinute), "minute", "minutes")}";
}
