using System.Text.Json;
using System.Text.RegularExpressions;
using CitesDesMetiers.Documents.Reading;
using CitesDesMetiers.Documents.Understanding;
using CitesDesMetiers.Tests.Architecture;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace CitesDesMetiers.Tests.Documents;

/// <summary>The invented issue of July 2018 in several shapes. All documents are measured by the benchmark <c>documents</c>.</summary>
public partial class CorpusTests
{
    private static readonly UnderstoodIssue Expected = JsonSerializer.Deserialize<UnderstoodIssue>(
        File.ReadAllText(Path.Combine(Sources.Root, "tests", "corpus", "documents", "a.json")), IssueJson.Options)!;

    [Theory]
    [InlineData("a-table.pdf")]
    [InlineData("a-table-untagged.pdf")]
    [InlineData("a-columns.pdf")]
    [InlineData("a-chromium.pdf")]
    [InlineData("a-boxes.docx")]
    [InlineData("a-table.txt")]
    public void The_2018_issue_is_understood_in_every_shape(string name)
    {
        var issue = Corpus.Understood(name);

        Assert.Equal((56, new DateOnly(2018, 7, 1)), (issue.Number, issue.Date));
        Assert.Equal(Expected.Articles.Select(a => (a.Title, a.Cite, a.Contact)), issue.Articles.Select(a => (a.Title, a.Cite, a.Contact)));
        Assert.Equal(Expected.Articles.Select(a => Words(a.Text)), issue.Articles.Select(a => Words(a.Text)));
        Assert.Equal(Expected.Agenda.Select(d => (d.Start, d.End, d.Title, d.Kind)), issue.Agenda.Select(d => (d.Start, d.End, d.Title, d.Kind)));
        Assert.Equal(Words(Expected.Editorial!.Text), Words(issue.Editorial!.Text));
        Assert.Equal(
            (Expected.Editorial.Salutation, Expected.Editorial.Closing, Expected.Editorial.Signatory, Expected.Editorial.Role),
            (issue.Editorial.Salutation, issue.Editorial.Closing, issue.Editorial.Signatory, issue.Editorial.Role));
        Assert.Equal("contact@reseau-cdm.example", issue.ContactAddress);
        Assert.Equal(Expected.Team, issue.Team);
        var move = Assert.Single(issue.Moves);
        Assert.Equal(("Hortense Roussel-Adam", "Valentin Ackermann"), (move.Person, move.ReplacedBy));
        Assert.All(issue.Doubts, d => Assert.EndsWith(".title", d.About, StringComparison.Ordinal));
    }

    [Fact]
    public void Pictures_belong_to_the_item_they_stand_in()
    {
        var issue = Corpus.Understood("a-table-untagged.pdf");

        Assert.Equal([1, 0, 0, 0, 0, 1, 0, 0, 0], issue.Articles.Select(a => a.Pictures.Count));
        Assert.Equal(("image/png", 96, 64), issue.Articles[0].Pictures.Select(p => (p.Type, p.Width, p.Height)).Single());
    }

    [Fact]
    public void A_paragraph_that_a_page_or_a_column_cuts_has_a_place_on_each_side()
    {
        var document = DocumentReader.Read(Corpus.Bytes("b-columns.pdf"));

        Assert.Equal(document.Pages, document.Sizes!.Count);
        var cuts = document.Blocks.SelectMany(b => b.Places.Zip(b.Places.Skip(1))).ToList();
        Assert.NotEmpty(cuts);
        Assert.All(cuts, c => Assert.True(c.Second.Page > c.First.Page || c.Second.Box.Top < c.First.Box.Top));
    }

    [Fact]
    public void Bold_and_italic_words_of_a_PDF_are_known_by_their_fonts()
    {
        var builder = new PdfDocumentBuilder();
        var page = builder.AddPage(595, 842);
        var x = 50.0;
        foreach (var (text, font) in (ReadOnlySpan<(string, Standard14Font)>)
            [
                ("Venez ", Standard14Font.Helvetica), ("le 20 juin", Standard14Font.HelveticaBold), (" lire ", Standard14Font.Helvetica),
                ("Le Monde", Standard14Font.HelveticaOblique), (" avec nous.", Standard14Font.Helvetica),
            ])
        {
            x = page.AddText(text, 12, new PdfPoint(x, 700), builder.AddStandard14Font(font))[^1].EndBaseLine.X;
        }

        var part = new Part(0, Assert.Single(DocumentReader.Read(builder.Build()).Blocks));

        Assert.Equal("Venez **le 20 juin** lire *Le Monde* avec nous.", MarkdownText.Of([part]));
    }

    [Fact]
    public void The_json_has_the_promised_names()
    {
        using var json = JsonDocument.Parse(IssueJson.Of(Corpus.Understood("a-table.txt")));
        var article = json.RootElement.GetProperty("articles")[0];

        Assert.Equal("2018-07-01", json.RootElement.GetProperty("date").GetString());
        Assert.Equal("internal", json.RootElement.GetProperty("agenda")[0].GetProperty("kind").GetString());
        Assert.Equal("jean-fabrice.hoareau@reunion.example", article.GetProperty("contact").GetProperty("address").GetString());
        Assert.All(
            ["number", "editorial", "articles", "agenda", "moves", "team", "doubts"], name =>
                Assert.True(json.RootElement.TryGetProperty(name, out _), name));
        Assert.All(
            ["title", "original_title", "section", "cite", "contact", "text", "pictures", "sure"], name =>
                Assert.True(article.TryGetProperty(name, out _), name));
    }

    private static string Words(string text) => string.Join(' ', Word().Matches(text).Select(m => m.Value));

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();
}
