using System.Text.RegularExpressions;
using AngleSharp.Dom;
using CitesDesMetiers.Tests.App;

namespace CitesDesMetiers.Tests.Letters;

public partial class EditionTextTests(RenderedEdition edition) : IClassFixture<RenderedEdition>
{
    private readonly string text = edition.Mail.Text;

    [Fact]
    public void It_has_every_heading_of_the_html()
    {
        var flowed = Flow(text);
        Assert.All(edition.Document.QuerySelectorAll("h1,h2,h3,h4,h5"), heading =>
            Assert.Contains(Flow(heading.TextContent), flowed, StringComparison.Ordinal));
    }

    [Fact]
    public void It_has_every_address_of_the_html_whole() =>
        Assert.All(edition.Document.QuerySelectorAll("a[href]").Select(link => link.GetAttribute("href")!).Where(href => href[0] != '#'), href =>
            Assert.Contains(href.Replace("mailto:", "", StringComparison.Ordinal), text, StringComparison.Ordinal));

    [Fact]
    public void It_has_every_word_of_the_html()
    {
        // Captions, salutation, signatory, dates, roles…: whatever a part of the HTML says, the text says.
        var shown = InlineStyles.Texts(edition.Document).Where(element => element.ClassName != "mark")
            .SelectMany(element => element.ChildNodes.OfType<IText>())
            .SelectMany(piece => Word().Matches(piece.Data).Select(match => match.Value));
        Assert.All(shown, word => Assert.Contains(word, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Lines_are_short_but_for_an_address()
    {
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 72 || line.Contains("https://", StringComparison.Ordinal), line));
        Assert.DoesNotContain('\r', text);
        Assert.DoesNotContain('\u202F', text);
        Assert.DoesNotContain("\n\n\n", text, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?m)[ \u00A0]$", text);
    }

    [Fact]
    public void It_is_read_aloud_without_rulers()
    {
        Assert.DoesNotMatch("[-=_*]{4}", text);
        Assert.DoesNotContain("---\n\n---", text, StringComparison.Ordinal);
        Assert.Contains("\n\n---\n\nNouvelles des CDM\n\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void It_begins_like_a_newspaper()
    {
        Assert.StartsWith(
            "Réseau international des Cités des métiers\nInfoLettre\n\nNuméro\u00A021\nJuillet 2018\n\n"
            + $"Lire en ligne\u00A0: {SiteFactory.PublicUrl}/numeros/{SampleEdition.Slug}\n",
            text, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_text_and_no_html()
    {
        Assert.Contains("Rencontre annuelle\u00A0: <script>alert(1)</script> & suites", text, StringComparison.Ordinal);
        Assert.DoesNotMatch("</?(p|a|strong|li|br)[ >]|&(amp|nbsp|#)", text);
    }

    [Fact]
    public async Task An_empty_edition_still_has_its_frame()
    {
        var bare = await edition.RenderAsync(SampleEdition.Content with
        {
            Editorial = new(null, "", null, null, null),
            Agenda = [],
            Sections = [],
            SubscriptionCall = null,
            ContactNotice = null,
            ContactAddress = null,
            Closing = null,
            Team = [],
            NetworkWebSite = null,
        });

        Assert.Contains("Se désabonner", bare.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Dans ce numéro", bare.Text + bare.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Éditorial", bare.Text + bare.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("\n\n\n", bare.Text, StringComparison.Ordinal);
    }

    private static string Flow(string lines) => Spaces().Replace(lines, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[\p{L}\p{N}’@./-]*[\p{L}\p{N}]")]
    private static partial Regex Word();
}
