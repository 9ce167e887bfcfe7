using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CitesDesMetiers.Core.French;
using Markdig;
using Markdig.Extensions.AutoLinks;
using Markdig.Extensions.Tables;
using Markdig.Parsers;
using Markdig.Syntax;
using MarkdigMarkdown = Markdig.Markdown;

namespace CitesDesMetiers.Web.Content.Markdown;

/// <summary>Renders Markdown as HTML that is safe on pages and in mails. Thread-safe.</summary>
/// <remarks>
/// The syntax is CommonMark without HTML, with pipe tables, 1^er^ and CO~2~. Addresses with http://, https:// or www. and mail
/// addresses become links; "conseiller.es" does not. Three rules follow word processors instead of CommonMark. A line break is kept.
/// An indented line is not code. A line that starts with a bullet sign is a list item. <c>[Spring School](lang:en)</c> marks
/// words in another language (WCAG 3.1.2).
/// </remarks>
public sealed partial class MarkdownRenderer
{
    /// <summary>Shown to the author of a text that has too many marks and is shown unformatted.</summary>
    public const string TooManyMarks =
        "Ce texte a trop de signes de mise en forme (crochets, astérisques, retours à la ligne…) pour être mis en "
            + "page : il paraîtra tel qu’il est tapé. "
        + "Retirez-en, ou partagez-le en plusieurs textes.";

    private const string PlainStart = "<pre>";

    // A wide header widens all rows. One page of text could become megabytes of empty cells.
    private const int MostCells = 2_000;

    private readonly MarkdownPipeline pipeline = BuildPipeline(withTables: true);
    private readonly MarkdownPipeline withoutTables = BuildPipeline(withTables: false);

    /// <summary>
    /// Renders a text. The result contains only p, br, strong, em, ul, ol, li, a, blockquote, h3 to h6, img, code, pre, hr, sup, sub, span
    /// and table elements. No text makes it throw. A text that is nested too deeply becomes plain paragraphs. One above the
    /// <see cref="MarkdownBudget"/> stays unformatted.
    /// </summary>
    /// <param name="markdown">The text as typed.</param>
    /// <param name="language">BCP 47 tag. French texts get French typography.</param>
    /// <param name="topHeading">Level of the outermost headings, 3 to 6. No level is skipped below it.</param>
    public string ToHtml(string markdown, string language, int topHeading = 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(topHeading, 3);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(topHeading, 6);

        if (!MarkdownBudget.Allows(markdown))
        {
            return $"{PlainStart}{WebUtility.HtmlEncode(markdown)}</pre>";
        }

        var document = new HtmlParser().ParseDocument(Render(BulletSign().Replace(markdown, "$1- "), topHeading));
        MarkForeignWords(document);
        AllowedHtml.Enforce(document);
        var body = document.Body!;
        DataTables.Complete(body);
        BareAddresses.Link(body);
        if (Languages.IsFrench(language) || body.QuerySelector("[lang]") is not null)
        {
            TypographyInHtml.Apply(body, language);
        }

        foreach (var link in body.QuerySelectorAll("a[href^='http' i]"))
        {
            link.SetAttribute("rel", "noopener");
        }

        return body.InnerHtml.Trim();
    }

    /// <summary>Whether a text was left unformatted (<see cref="TooManyMarks"/>). Code is different: it has <c>code</c> inside <c>pre</c>.</summary>
    public static bool IsAsTyped(string html) =>
        html.StartsWith(PlainStart, StringComparison.Ordinal) && !html.StartsWith(PlainStart + "<code>", StringComparison.Ordinal);

    private string Render(string markdown, int topHeading)
    {
        try
        {
            var document = MarkdigMarkdown.Parse(markdown, pipeline);
            var isTooLarge = document.Descendants<TableCell>().Skip(MostCells).Any();
            document = isTooLarge ? MarkdigMarkdown.Parse(markdown, withoutTables) : document;
            HeadingLevels.Fit(document, topHeading);
            return document.ToHtml(isTooLarge ? withoutTables : pipeline);
        }
        catch (ArgumentException)
        {
            // Markdig's nesting limit was exceeded.
            return Paragraphs(markdown);
        }
    }

    private static string Paragraphs(string text) => string.Concat(BlankLines().Split(text.ReplaceLineEndings("\n"))
        .Where(paragraph => !string.IsNullOrWhiteSpace(paragraph))
        .Select(paragraph => $"<p>{WebUtility.HtmlEncode(paragraph.Trim('\n')).Replace("\n", "<br>", StringComparison.Ordinal)}</p>"));

    private static void MarkForeignWords(IDocument document)
    {
        foreach (var link in document.QuerySelectorAll("a[href^='lang:']"))
        {
            var words = document.CreateElement("span");
            words.SetAttribute("lang", link.GetAttribute("href")!["lang:".Length..]);
            words.Append([.. link.ChildNodes]);
            link.Replace(words);
        }
    }

    private static MarkdownPipeline BuildPipeline(bool withTables)
    {
        var builder = new MarkdownPipelineBuilder()
            .DisableHtml()
            .UseSoftlineBreakAsHardlineBreak()
            .Use<RaisedTextExtension>()
            .UseAutoLinks(new AutoLinkOptions { UseHttpsForWWWLinks = true, ValidPreviousCharacters = "*_~(«\"'’:|" });
        builder = withTables ? builder.UsePipeTables() : builder;
        builder.BlockParsers.TryRemove<IndentedCodeBlockParser>();
        return builder.Build();
    }

    [GeneratedRegex(@"^([ \t]*)[•▪◦\uF0B7][ \t\u00A0]+", RegexOptions.Multiline)]
    private static partial Regex BulletSign();

    [GeneratedRegex(@"\n\s*\n")]
    private static partial Regex BlankLines();
}
