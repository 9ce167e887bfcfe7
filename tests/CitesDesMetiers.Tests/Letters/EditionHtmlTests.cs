using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using CitesDesMetiers.Tests.App;

namespace CitesDesMetiers.Tests.Letters;

/// <summary>What requirements.md section B and the editor's checklist ask of the HTML part.</summary>
public partial class EditionHtmlTests(RenderedEdition edition) : IClassFixture<RenderedEdition>
{
    private readonly IHtmlDocument page = edition.Document;

    [Fact]
    public void It_is_a_whole_document_in_French()
    {
        Assert.StartsWith("<!DOCTYPE html>", edition.Mail.Html, StringComparison.Ordinal);
        Assert.Equal("utf-8", page.QuerySelector("meta[charset]")?.GetAttribute("charset"));
        Assert.Equal("InfoLettre\u00A0: l’été des Cités des métiers", page.Title);
        foreach (var element in new[] { page.DocumentElement, page.Body!.FirstElementChild! })
        {
            Assert.Equal("fr", element.GetAttribute("lang"));
            Assert.Equal("ltr", element.GetAttribute("dir"));
        }
    }

    [Fact]
    public void Every_table_is_for_layout_and_says_so() =>
        Assert.All(page.QuerySelectorAll("table"), table => Assert.Equal("presentation", table.GetAttribute("role")));

    [Fact]
    public void The_news_stands_before_the_agenda_in_two_blocks_that_hold_without_a_style_sheet()
    {
        var columns = page.QuerySelectorAll("div.column");

        Assert.Equal(2, columns.Length);
        Assert.Contains("Cher(e)s membres", columns[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Réunions internes", columns[1].TextContent, StringComparison.Ordinal);
        var widths = columns.Select(column =>
        {
            var style = column.GetAttribute("style")!;
            Assert.Contains("min-width:0", style, StringComparison.Ordinal);
            return int.Parse(Basis().Match(style).Groups[1].Value, null);
        });
        Assert.InRange(widths.Sum(), 500, 600);
        Assert.Contains("display:flex;flex-wrap:wrap", columns[0].ParentElement!.GetAttribute("style"), StringComparison.Ordinal);
        var comments = page.Descendants<IComment>().Select(comment => comment.Data).ToList();
        Assert.All(comments, comment => Assert.StartsWith("[if mso]>", comment, StringComparison.Ordinal));
        Assert.Equal(Occurrences(comments, "<table "), Occurrences(comments, "</table>"));
    }

    [Fact]
    public void The_preheader_comes_first_and_is_not_shown()
    {
        var preheader = page.Body!.FirstElementChild!.FirstElementChild!;

        Assert.Equal("Une journée des métiers verts, un album jeunesse, et la rencontre annuelle du réseau\u00A0!", preheader.TextContent);
        Assert.Contains("display:none", preheader.GetAttribute("style"), StringComparison.Ordinal);
    }

    [Fact]
    public void Headings_go_down_one_level_at_a_time_from_a_single_h1()
    {
        var levels = page.QuerySelectorAll("h1,h2,h3,h4,h5,h6").Select(heading => heading.LocalName[1] - '0').ToList();

        Assert.Single(levels, 1);
        Assert.Equal(1, levels[0]);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1, $"h{pair.Second} after h{pair.First}"));
        Assert.All(page.QuerySelectorAll("h1,h2,h3,h4"), heading => Assert.NotEmpty(heading.TextContent.Trim()));
    }

    [Fact]
    public void Every_picture_is_ours_described_and_sized()
    {
        var pictures = page.QuerySelectorAll("img");

        Assert.Equal(3, pictures.Length);
        Assert.All(pictures, picture =>
        {
            Assert.Matches($"^{SiteFactory.PublicUrl}/images/[0-9a-f]{{32}}-courriel\\.(jpg|png)$", picture.GetAttribute("src"));
            Assert.NotEmpty(picture.GetAttribute("alt")!);
            Assert.InRange(int.Parse(picture.GetAttribute("width")!, null), 100, 600);
            Assert.InRange(int.Parse(picture.GetAttribute("height")!, null), 100, 600);
            Assert.Contains("height:auto", picture.GetAttribute("style"), StringComparison.Ordinal);
        });
        Assert.Equal(("600", "400"), (pictures[0].GetAttribute("width"), pictures[0].GetAttribute("height")));
        Assert.Equal(("400", "300"), (pictures[1].GetAttribute("width"), pictures[1].GetAttribute("height")));
        Assert.Equal(("400", "600"), (pictures[2].GetAttribute("width"), pictures[2].GetAttribute("height")));
    }

    [Fact]
    public void Nothing_active_or_foreign_is_in_it()
    {
        Assert.Empty(page.QuerySelectorAll("script,form,iframe,object,embed,link,svg,video,audio,base,input,button"));
        Assert.DoesNotContain("url(", edition.Mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", edition.Mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(
            page.All.SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal));
    }

    [Fact]
    public void A_hostile_title_is_only_text()
    {
        Assert.Equal("Rencontre annuelle\u00A0: <script>alert(1)</script> & suites", page.QuerySelector("#n-4")!.TextContent);
        Assert.DoesNotContain("<script", edition.Mail.Html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Every_link_has_a_text_and_leads_somewhere()
    {
        var ids = page.QuerySelectorAll("[id]").Select(element => element.Id!).ToList();

        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(page.QuerySelectorAll("a[href]"), link =>
        {
            var href = link.GetAttribute("href")!;
            Assert.NotEmpty(link.TextContent.Trim());
            Assert.True(href is ['#', .. var anchor] ? ids.Contains(anchor) : href.StartsWith("https://", StringComparison.Ordinal)
                || (href.StartsWith("mailto:", StringComparison.Ordinal) && href.Contains('@', StringComparison.Ordinal)), href);
        });
        Assert.All(page.QuerySelectorAll("a[name]"), anchor => Assert.Equal(anchor.Id, anchor.GetAttribute("name")));
    }

    [Fact]
    public void No_narrow_space_entity_or_unresolved_mark_is_left()
    {
        Assert.DoesNotContain('\u202F', edition.Mail.Html);
        Assert.Contains("à compter du 1er juillet", edition.Mail.Html, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\{\{|\}\}[^\n]|%%|\[\[|@Mail|localhost|PublicUrl|&amp;(nbsp|#)", StyleElement().Replace(edition.Mail.Html, ""));
    }

    [Fact]
    public async Task The_same_content_gives_the_same_bytes() => Assert.Equal(edition.Mail, await edition.RenderAsync(SampleEdition.Content));

    [Fact]
    public async Task Ten_articles_of_three_hundred_words_fit_below_the_size_at_which_Gmail_cuts()
    {
        var body = SampleEdition.Html(string.Join("\n\n", Enumerable.Repeat(string.Join(' ', Enumerable.Repeat("orientation", 60)) + ".", 5)));
        var article = SampleEdition.Content.AllArticles.First() with { Html = body };
        var content = SampleEdition.Content with
        {
            Sections =
            [
                SampleEdition.Content.Sections[0] with { Articles = [.. Enumerable.Range(1, 10).Select(n => article with { NewsItemId = n })] }
            ],
        };

        Assert.InRange(Encoding.UTF8.GetByteCount((await edition.RenderAsync(content)).Html), 40_000, 100_000);
    }

    private static int Occurrences(IEnumerable<string> comments, string tag) => comments.Sum(comment => Regex.Count(comment, tag));

    [GeneratedRegex("flex:1 1 ([0-9]+)px")]
    private static partial Regex Basis();

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex StyleElement();
}
