using SkiaSharp;

namespace CitesDesMetiers.Web.Content.Pictures;

/// <summary>
/// Decodes a picture at the size that is kept. JPEG and WebP are scaled while they are decoded; a PNG is decoded in bands,
/// each of which is shrunk before the next.
/// </summary>
internal static class PictureDecoder
{
    /// <summary>Of one band: 80 MB. Every band decodes the file from its beginning, so fewer are faster.</summary>
    private const int BandPixels = 20_000_000;

    /// <param name="size">No larger than the picture; before it is turned upright.</param>
    /// <returns>RGBA, 8 bits each; null when the file is damaged or ends too early: half a picture is none.</returns>
    public static SKBitmap? Decode(SKCodec codec, SKSizeI size)
    {
        var target = Bitmap(size);
        if (codec.EncodedFormat is SKEncodedImageFormat.Png && size != codec.Info.Size ? InBands(codec, target) : AtOnce(codec, target))
        {
            return target;
        }

        target.Dispose();
        return null;
    }

    private static bool AtOnce(SKCodec codec, SKBitmap target)
    {
        // JPEG knows eighths only, and takes the nearest: the next larger one is wanted.
        var scale = Math.Max((double)target.Width / codec.Info.Width, (double)target.Height / codec.Info.Height);
        var scaled = codec.GetScaledDimensions((float)(Math.Ceiling(scale * 8) / 8));
        if (scaled == new SKSizeI(target.Width, target.Height))
        {
            return codec.GetPixels(target.Info, target.GetPixels()) is SKCodecResult.Success;
        }

        using var decoded = Bitmap(scaled);
        if (codec.GetPixels(decoded.Info, decoded.GetPixels()) is not SKCodecResult.Success)
        {
            return false;
        }

        Add(new AreaShrink(decoded.Width, decoded.Height, target), decoded, decoded.Height);
        return true;
    }

    private static bool InBands(SKCodec codec, SKBitmap target)
    {
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        var rows = Math.Clamp(BandPixels / width, 1, height);
        var shrink = new AreaShrink(width, height, target);
        using var band = Bitmap(new SKSizeI(width, rows));
        for (var top = 0; top < height; top += rows)
        {
            var part = SKRectI.Create(0, top, width, Math.Min(rows, height - top));
            if (codec.StartIncrementalDecode(band.Info.WithSize(width, height), band.GetPixels(), band.RowBytes, new SKCodecOptions(part)) is not SKCodecResult.Success
                || codec.IncrementalDecode() is not SKCodecResult.Success)
            {
                return false;
            }

            Add(shrink, band, part.Height);
        }

        return true;
    }

    private static void Add(AreaShrink shrink, SKBitmap from, int rows)
    {
        var pixels = from.GetPixelSpan();
        for (var y = 0; y < rows; y++)
        {
            shrink.Add(pixels.Slice(y * from.RowBytes, 4 * from.Width));
        }
    }

    private static SKBitmap Bitmap(SKSizeI size) => new(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
}
