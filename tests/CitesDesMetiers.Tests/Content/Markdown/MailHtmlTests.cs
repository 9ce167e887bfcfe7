using AngleSharp.Html.Parser;
using CitesDesMetiers.Web.Content.Markdown;
using CitesDesMetiers.Web.Letters;

namespace CitesDesMetiers.Tests.Content.Markdown;

public class MailHtmlTests
{
    private static readonly Uri Site = new("https://lettre.example.org/");

    [Fact]
    public void Every_element_carries_its_style_in_pixels()
    {
        var html = MailHtml.Inline(
            new MarkdownRenderer().ToHtml(
                "# T\n\n**a** *b* [c](https://x.fr) `d` 1^er^\n\n|i|j|\n|--|--|\n|k|l|\n\n- e\n\n1. f\n\n> g\n\n---\n\n```\nh\n```", "fr"), Site);
        var elements = new HtmlParser().ParseDocument(html).Body!.QuerySelectorAll("*");
        Assert.All(
            elements.Where(e => e.LocalName is not ("thead" or "tbody" or "tr")),
            element => Assert.False(string.IsNullOrEmpty(element.GetAttribute("style")), element.TagName));
        Assert.Equal("table", elements.Single(e => e.LocalName == "table").GetAttribute("role"));
        Assert.All(elements.Where(e => e.LocalName == "th"), heading => Assert.Equal("col", heading.GetAttribute("scope")));
        Assert.DoesNotMatch(@"\d(r?em|pt)\b", html);
        Assert.Contains("color:#0B4F6C;text-decoration:underline", html);
    }

    [Fact]
    public void Pictures_have_an_absolute_address_and_a_width_for_Outlook()
    {
        var image = new HtmlParser().ParseDocument(MailHtml.Inline("<p><img src=\"/images/a.jpg\" alt=\"Oui\u202F!\"></p>", Site, 380))
            .QuerySelector("img")!;
        Assert.Equal("https://lettre.example.org/images/a.jpg", image.GetAttribute("src"));
        Assert.Equal("380", image.GetAttribute("width"));
        Assert.Contains("max-width:100%;height:auto;display:block", image.GetAttribute("style"));
        Assert.Equal("Oui\u00A0!", image.GetAttribute("alt"));
    }

    [Fact]
    public void No_narrow_space_reaches_a_mail_program()
    {
        var html = MailHtml.Inline("<p>Oui\u202F! &#8239;</p>", Site);
        Assert.DoesNotContain('\u202F', html);
        Assert.DoesNotContain("8239", html);
    }
}
