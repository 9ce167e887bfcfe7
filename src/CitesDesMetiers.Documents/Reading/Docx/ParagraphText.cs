using System.Text;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace CitesDesMetiers.Documents.Reading.Docx;

/// <summary>The lines of one Word paragraph, with what else its runs hold. Deleted and hidden text is left out.</summary>
internal sealed partial class ParagraphText
{
    private readonly MainDocumentPart main;
    private readonly Styles styles;
    private readonly W.Paragraph paragraph;
    private readonly LineText open = new();
    private readonly Dictionary<TextStyle, int> openStyles = [];
    private readonly List<Link> openLinks = [];
    private string? fieldLink;
    private StringBuilder? fieldText;
    private int fieldDepth;
    private bool isInFieldCode;

    public ParagraphText(MainDocumentPart main, Styles styles, W.Paragraph paragraph)
    {
        (this.main, this.styles, this.paragraph) = (main, styles, paragraph);
        Walk(paragraph, null);
        EndLine();
    }

    public List<Line> Lines { get; } = [];
    public List<W.Drawing> Pictures { get; } = [];
    public List<OpenXmlElement> Boxes { get; } = [];
    public List<W.Footnote> Footnotes { get; } = [];
    public int PageBreaks { get; private set; }

    private void Walk(OpenXmlElement element, W.Run? run)
    {
        foreach (var child in element.ChildElements)
        {
            switch (child)
            {
                case W.Run inner when !Styles.IsHidden(inner):
                    Walk(inner, inner);
                    break;
                case W.Hyperlink link:
                    Hyperlink(link);
                    break;
                case W.Text text when run is not null && !isInFieldCode:
                    Append(text.Text, run);
                    break;
                case W.TabChar when run is not null:
                    Append(" ", run);
                    break;
                case W.NoBreakHyphen when run is not null:
                    Append("-", run);
                    break;
                case W.Break { Type: { } type } when type == W.BreakValues.Page:
                    PageBreaks++;
                    EndLine();
                    break;
                case W.LastRenderedPageBreak:
                    PageBreaks++;
                    break;
                case W.Break or W.CarriageReturn:
                    EndLine();
                    break;
                case W.FieldChar field:
                    Field(field);
                    break;
                case W.FieldCode code when HyperlinkField().Match(code.Text) is { Success: true } found:
                    (fieldLink, fieldText) = (found.Groups[1].Value, new StringBuilder());
                    break;
                case W.FootnoteReference { Id: { } id }:
                    if (main.FootnotesPart?.Footnotes?.Elements<W.Footnote>().FirstOrDefault(n => n.Id?.Value == id.Value) is { } note)
                    {
                        Footnotes.Add(note);
                    }

                    break;
                case AlternateContent alternate:
                    // The same content twice, for new and for old versions of Word.
                    Walk(
                        (OpenXmlElement?)alternate.GetFirstChild<AlternateContentChoice>() ?? alternate.GetFirstChild<AlternateContentFallback>()
                            ?? new AlternateContentFallback(), run);

                    break;
                case W.Drawing or W.Picture:
                    Drawing(child);
                    break;
                case W.InsertedRun or W.MoveToRun or W.SdtRun or W.SdtContentRun or W.SimpleField or W.CustomXmlRun:
                    Walk(child, run);
                    break;
            }
        }
    }

    private void Drawing(OpenXmlElement drawing)
    {
        var boxes = drawing.Descendants<W.TextBoxContent>().ToList();
        Boxes.AddRange(boxes);
        if (boxes.Count == 0 && drawing is W.Drawing picture)
        {
            Pictures.Add(picture);
        }
    }

    private void Hyperlink(W.Hyperlink link)
    {
        var start = open.Length;
        Walk(link, null);
        if (link.Id?.Value is { } id && main.HyperlinkRelationships.FirstOrDefault(r => r.Id == id) is { } target && start <= open.Length)
        {
            openLinks.Add(new Link(open.From(start).Trim(), target.Uri.OriginalString));
        }
    }

    private void Field(W.FieldChar field)
    {
        if (field.FieldCharType?.Value == W.FieldCharValues.Begin)
        {
            (fieldDepth, isInFieldCode) = (fieldDepth + 1, true);
        }
        else if (field.FieldCharType?.Value == W.FieldCharValues.Separate)
        {
            isInFieldCode = false;
        }
        else
        {
            (fieldDepth, isInFieldCode) = (Math.Max(0, fieldDepth - 1), false);
            if (fieldLink is not null && fieldText is { Length: > 0 })
            {
                openLinks.Add(new Link(fieldText.ToString().Trim(), fieldLink));
            }

            (fieldLink, fieldText) = (null, null);
        }
    }

    private void Append(string text, W.Run run)
    {
        var style = styles.Of(paragraph, run);
        foreach (var letter in text)
        {
            if (letter is not (' ' or '\t' or '\r' or '\n'))
            {
                open.Append(letter.ToString(), style.Bold, style.Italic);
            }
            else if (!open.EndsInSpace)
            {
                open.AppendSpace();
            }
        }

        fieldText?.Append(text);
        openStyles[style] = openStyles.GetValueOrDefault(style) + text.Trim().Length;
    }

    private void EndLine()
    {
        var (text, emphases) = open.Finish();
        if (text.Length > 0)
        {
            Lines.Add(new Line(text, openStyles.MaxBy(s => s.Value).Key, null, openLinks.Count > 0 ? [.. openLinks] : null, emphases));
        }

        open.Clear();
        openStyles.Clear();
        openLinks.Clear();
    }

    [GeneratedRegex("HYPERLINK\\s+\"([^\"]+)\"")]
    private static partial Regex HyperlinkField();
}
