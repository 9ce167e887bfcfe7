using UglyToad.PdfPig.Content;

namespace CitesDesMetiers.Documents.Reading.Pdf;

/// <summary>The pictures of a document that are worth keeping, up to the limits.</summary>
internal sealed class PagePictures
{
    private long left = DocumentLimits.AllPictures;

    /// <summary>Whether some are missing.</summary>
    public bool LeftOut { get; private set; }

    public List<(Box Box, Picture Picture)> Of(Page page)
    {
        var found = new List<(Box, Picture)>();
        foreach (var image in page.GetImages().Where(i => Math.Max(i.WidthInSamples, i.HeightInSamples) >= DocumentLimits.SmallestPicture))
        {
            if (Read(image) is not { } picture || picture.Content.Length > Math.Min(left, DocumentLimits.PictureSize))
            {
                LeftOut = true;
                continue;
            }

            left -= picture.Content.Length;
            var r = image.BoundingBox;
            found.Add((new Box(r.Left, page.Height - r.Top, r.Right, page.Height - r.Bottom), picture));
        }

        return found;
    }

    private static Picture? Read(IPdfImage image)
    {
        var raw = image.RawBytes;
        return raw is [0xFF, 0xD8, ..] ? new Picture("image/jpeg", raw.ToArray(), image.WidthInSamples, image.HeightInSamples)
            : (long)image.WidthInSamples * image.HeightInSamples <= DocumentLimits.PicturePixels && image.TryGetPng(out var png)
                ? new Picture("image/png", png, image.WidthInSamples, image.HeightInSamples)
                : null;
    }

    /// <summary>Puts each picture behind the last block that ends above it, in the same column.</summary>
    public static List<Block> Insert(List<Block> blocks, List<List<(Box Box, Picture Picture)>> pages)
    {
        for (var page = pages.Count; page > 0; page--)
        {
            foreach (var (box, picture) in pages[page - 1].OrderBy(p => p.Box.Top))
            {
                var above = blocks.FindLastIndex(b => b.Page == page && b.Box is { } other && other.Bottom <= box.Top + 4
                    && other.Left < box.Right && other.Right > box.Left);
                var at = above >= 0 ? above : Math.Max(-1, blocks.FindIndex(b => b.Page >= page) - 1);
                blocks.Insert(at + 1, new Block(page, box, [], Picture: picture));
            }
        }

        return blocks;
    }
}
