using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using A = DocumentFormat.OpenXml.Drawing;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace CitesDesMetiers.Documents.Reading.Docx;

/// <summary>Walks the body of a Word document in reading order. Text boxes follow the paragraph that holds them, footnotes too.</summary>
internal sealed class BodyWalk(MainDocumentPart main)
{
    private const int Deepest = 40;

    private readonly Styles styles = new(main.StyleDefinitionsPart?.Styles);
    private List<Block> blocks = [];
    private int page = 1;
    private int tables;
    private long pictureBytes = DocumentLimits.AllPictures;

    public IReadOnlyList<Block> Blocks => blocks;

    public bool PicturesLeftOut { get; private set; }

    public void Read(OpenXmlElement container) => Read(container, null, 0);

    /// <summary>The blocks of a header or footer, which are no part of the text.</summary>
    public IReadOnlyList<Block> Apart(OpenXmlElement? container)
    {
        var text = blocks;
        blocks = [];
        if (container is not null)
        {
            Read(container, null, 0);
        }

        var apart = blocks;
        blocks = text;
        return apart;
    }

    private void Read(OpenXmlElement container, Cell? cell, int depth)
    {
        if (depth > Deepest)
        {
            throw new UnreadableDocumentException(DocumentFault.Damaged);
        }

        foreach (var child in container.ChildElements)
        {
            switch (child)
            {
                case W.Paragraph paragraph:
                    Paragraph(paragraph, cell, depth);
                    break;
                case W.Table table:
                    Table(table, depth);
                    break;
                case W.SdtBlock or W.SdtContentBlock or W.CustomXmlBlock or W.InsertedRun or W.MoveToRun:
                    Read(child, cell, depth + 1);
                    break;
            }
        }
    }

    private void Table(W.Table table, int depth)
    {
        var (number, row) = (tables++, 0);
        foreach (var tableRow in table.Descendants<W.TableRow>().Where(r => r.Ancestors<W.Table>().First() == table))
        {
            var column = 0;
            foreach (var tableCell in tableRow.Descendants<W.TableCell>().Where(c => c.Ancestors<W.TableRow>().First() == tableRow))
            {
                Read(tableCell, new Cell(number, row, column++), depth + 1);
            }

            row++;
        }
    }

    private void Paragraph(W.Paragraph paragraph, Cell? cell, int depth)
    {
        var text = new ParagraphText(main, styles, paragraph);
        page += text.PageBreaks;
        if (text.Lines.Count > 0)
        {
            blocks.Add(new Block(
                page, null, text.Lines, styles.HeadingOf(paragraph), styles.ListLevelOf(paragraph), cell, styles.LanguageOf(paragraph)));
        }

        foreach (var picture in text.Pictures)
        {
            Picture(picture, cell);
        }

        foreach (var box in text.Boxes)
        {
            Read(box, cell, depth + 1);
        }

        foreach (var note in text.Footnotes)
        {
            Read(note, cell, depth + 1);
        }
    }

    private void Picture(W.Drawing drawing, Cell? cell)
    {
        foreach (var blip in drawing.Descendants<A.Blip>())
        {
            if (blip.Embed?.Value is not { } id || !main.TryGetPartById(id, out var part) || part is not ImagePart image
                || image.ContentType is not ("image/jpeg" or "image/png"))
            {
                PicturesLeftOut = true;
                continue;
            }

            using var stream = image.GetStream();
            var content = new MemoryStream();
            stream.CopyTo(content);
            if (content.Length > Math.Min(pictureBytes, DocumentLimits.PictureSize))
            {
                PicturesLeftOut = true;
                continue;
            }

            pictureBytes -= content.Length;
            var extent = drawing.Descendants<A.Wordprocessing.Extent>().FirstOrDefault();
            var alternative = drawing.Descendants<A.Wordprocessing.DocProperties>().FirstOrDefault()?.Description?.Value;
            blocks.Add(new Block(page, null, [], Cell: cell, Picture: new Picture(
                image.ContentType, content.ToArray(), Pixels(extent?.Cx), Pixels(extent?.Cy), alternative)));
        }
    }

    /// <summary>From English Metric Units at 96 pixels an inch.</summary>
    private static int Pixels(Int64Value? emu) => emu is null ? 0 : (int)(emu.Value / 9525);
}
