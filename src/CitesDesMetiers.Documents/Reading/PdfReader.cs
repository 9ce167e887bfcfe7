using CitesDesMetiers.Documents.Reading.Pdf;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Actions;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Exceptions;

namespace CitesDesMetiers.Documents.Reading;

/// <summary>Reads a PDF: in the order of its tags where it has them, otherwise column by column.</summary>
internal static class PdfReader
{
    /// <summary>The share of a document's letters that its tags must cover to be believed.</summary>
    private const double Covered = 0.9;

    public static Document Read(byte[] content)
    {
        try
        {
            using var pdf = PdfDocument.Open(content, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true });
            return pdf.NumberOfPages > DocumentLimits.Pages ? throw new UnreadableDocumentException(DocumentFault.TooManyPages) : Read(pdf);
        }
        catch (PdfDocumentEncryptedException e)
        {
            throw new UnreadableDocumentException(DocumentFault.Encrypted, e);
        }
        catch (OutOfMemoryException e)
        {
            throw new UnreadableDocumentException(DocumentFault.TooMuchMemory, e);
        }
        // What the library throws for damaged files depends on what it was reading.
        catch (Exception e) when (e is not UnreadableDocumentException)
        {
            throw new UnreadableDocumentException(DocumentFault.Damaged, e);
        }
    }

    private static Document Read(PdfDocument pdf)
    {
        var pictures = new PagePictures();
        var pages = Enumerable.Range(1, pdf.NumberOfPages).Select(n => ReadPage(pdf, n, pictures)).ToList();
        LetterCheck.Check(pages);
        var heights = pages.ConvertAll(p => p.Size.Height);
        var tagged = StructureTree.Read(pdf) is { } structure ? Tagged(pages, structure) : null;
        List<Block> text, furniture;
        if (tagged is { } t)
        {
            (text, var edge) = Furniture.Divide(t.Text, heights);
            furniture = [.. t.Furniture, .. edge];
        }
        else
        {
            (pages, furniture) = Furniture.Take(pages);
            text = Plain(pages);
        }

        return new Document(
            DocumentKind.Pdf, pages.Count, PagePictures.Insert(BrokenWords.Mark(Joined(text)), pages.ConvertAll(p => p.Pictures)), furniture,
            pictures.LeftOut ? [DocumentNote.PicturesLeftOut] : [], pages.ConvertAll(p => p.Size));
    }

    private static PageContent ReadPage(PdfDocument pdf, int number, PagePictures pictures)
    {
        var page = pdf.GetPage(number);
        if (page.Letters.Count > DocumentLimits.LettersOnPage)
        {
            throw new UnreadableDocumentException(DocumentFault.TooLarge);
        }

        var marks = new Dictionary<Letter, MarkedContentElement>(ReferenceEqualityComparer.Instance);
        foreach (var mark in page.GetMarkedContents())
        {
            Mark(marks, mark, mark);
        }

        var glyphs = page.Letters.Where(l => l.TextOrientation is TextOrientation.Horizontal or TextOrientation.Other)
            .Select(l => (Glyph.Of(l, page.Height), marks.GetValueOrDefault(l))).Where(g => g.Item1.Text.Length > 0)
            .Select(g => new MarkedGlyph(g.Item1, g.Item2?.IsArtifact == true ? -1 : g.Item2?.MarkedContentIdentifier, g.Item2?.IsArtifact == true));
        return new PageContent(
            number, new PageSize(page.Width, page.Height), [.. glyphs], [.. LinksOf(page)], pictures.Of(page),
            page.Letters.Count(l => LetterCheck.IsUnknown(l.Value)));
    }

    /// <summary>Letters in a part without a number, such as a ligature with its text, belong to the part around it.</summary>
    private static void Mark(Dictionary<Letter, MarkedContentElement> marks, MarkedContentElement mark, MarkedContentElement owner)
    {
        foreach (var letter in mark.Letters)
        {
            marks[letter] = owner;
        }

        foreach (var child in mark.Children)
        {
            var inner = child.MarkedContentIdentifier >= 0 || child.IsArtifact ? child : owner;
            Mark(marks, child, inner);
        }
    }

    private static IEnumerable<PageLink> LinksOf(Page page) =>
        from annotation in page.GetAnnotations()
        where annotation.Action is UriAction { Uri: { Length: > 0 } }
        let uri = ((UriAction)annotation.Action!).Uri
        let r = annotation.Rectangle
        select new PageLink(new Box(r.Left, page.Height - r.Top, r.Right, page.Height - r.Bottom), uri);

    private static List<Block> Plain(List<PageContent> pages)
    {
        var blocks = new List<Block>();
        foreach (var page in pages)
        {
            foreach (var column in Columns.Order(Run.Of(page.Glyphs.Select(g => g.Glyph), 0.6)))
            {
                // Runs of one line that a wide gap divides are cells of a table; closer ones are words of justified text.
                var lines = Run.Of(column.SelectMany(r => r.Glyphs), 2.2).ConvertAll(r => Lines.Of(r, page.Links));
                blocks.AddRange(Paragraphs.Of([.. lines.Where(l => l.Text.Length > 0)], page.Number, isTagged: false));
            }
        }

        return blocks;
    }

    /// <returns>Null if the tags cover too little of the text.</returns>
    private static (List<Block> Text, List<Block> Furniture)? Tagged(List<PageContent> pages, List<TaggedParagraph> structure)
    {
        var content = pages.SelectMany(p => p.Glyphs.Where(g => g.Mark >= 0).Select(g => (Place: (p.Number, g.Mark!.Value), g.Glyph)))
            .GroupBy(g => g.Place, g => g.Glyph).ToDictionary(g => g.Key, g => g.ToList());
        var inTags = structure.SelectMany(p => p.Content).Distinct().Sum(c => content.GetValueOrDefault(c)?.Count ?? 0);
        if (inTags < Covered * pages.Sum(p => p.Glyphs.Count(g => !g.IsArtifact)))
        {
            return null;
        }

        var blocks = structure.SelectMany(p => BlocksOf(p, pages, content)).ToList();
        var furniture = pages.SelectMany(p => p.Glyphs.Any(g => g.IsArtifact && !g.Glyph.IsSpace)
            ? Paragraphs.Of(LinesOf(p.Glyphs.Where(g => g.IsArtifact).Select(g => g.Glyph), p), p.Number, isTagged: false) : []);
        return (blocks, [.. furniture]);
    }

    private static IEnumerable<Block> BlocksOf(TaggedParagraph tagged, List<PageContent> pages, Dictionary<(int, int), List<Glyph>> content)
    {
        if (tagged.Role is "Lbl" or "Artifact")
        {
            yield break;
        }

        foreach (var part in tagged.Content.GroupBy(c => c.Page))
        {
            var page = pages[part.Key - 1];
            var lines = LinesOf(part.Distinct().SelectMany(c => content.GetValueOrDefault(c) ?? []), page);
            foreach (var block in lines.Count == 0 ? [] : Paragraphs.Of(lines, page.Number, isTagged: true))
            {
                yield return block with
                {
                    Heading = tagged.Role is ['H', >= '1' and <= '6'] ? tagged.Role[1] - '0' : tagged.Role == "H" ? 1 : null,
                    ListLevel = tagged.Role is "LBody" or "LI" || block.ListLevel is not null ? tagged.ListLevel ?? 0 : null,
                    Cell = tagged.Cell,
                    Language = tagged.Language,
                };
            }
        }
    }

    /// <summary>Letters of one tagged element, in its order: where it goes on at the top of a column, lines begin anew.</summary>
    private static List<Line> LinesOf(IEnumerable<Glyph> glyphs, PageContent page)
    {
        var columns = new List<List<Glyph>>();
        foreach (var glyph in glyphs)
        {
            if (columns.Count == 0 || glyph.Base < columns[^1][^1].Base - (2 * glyph.Style.Size))
            {
                columns.Add([]);
            }

            columns[^1].Add(glyph);
        }

        return [.. columns.SelectMany(c => Run.Of(c, 6)).Select(r => Lines.Of(r, page.Links)).Where(l => l.Text.Length > 0)];
    }

    private static List<Block> Joined(List<Block> blocks)
    {
        var joined = new List<Block>();
        foreach (var block in blocks)
        {
            if (joined.Count > 0 && joined[^1] is var last && PageBreak.Cuts(last, block, last.Page != block.Page || block.Box!.Top < last.Box!.Top))
            {
                joined[^1] = last with { Lines = [.. last.Lines, .. block.Lines], Rest = [.. last.Rest ?? [], .. block.Places] };
            }
            else
            {
                joined.Add(block);
            }
        }

        return joined;
    }
}
