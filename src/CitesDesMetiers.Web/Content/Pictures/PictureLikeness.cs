using System.Numerics;
using SkiaSharp;

namespace CitesDesMetiers.Web.Content.Pictures;

/// <summary>
/// A picture as 64 bits that stay nearly the same when it is scaled, re-encoded or slightly retouched: whether each point of
/// 9 by 8 is lighter than its neighbour (difference hash).
/// </summary>
internal static class PictureLikeness
{
    /// <summary>Pictures that differ in so many bits at most look alike.</summary>
    public const int Near = 5;

    /// <summary>Levels of grey by which a point must be lighter: less is noise.</summary>
    private const int Step = 2;

    /// <summary>With fewer bits than this set, or not set, a picture is too plain to be told from another.</summary>
    private const int Plain = 4;

    /// <param name="file">0 stands for what cannot be decoded.</param>
    public static long Of(byte[] file)
    {
        using var bitmap = SKBitmap.Decode(file);
        return bitmap is null ? 0 : Of(bitmap);
    }

    public static long Of(SKBitmap bitmap)
    {
        using var small = new SKBitmap(new SKImageInfo(9, 8, SKColorType.Rgba8888, SKAlphaType.Premul));
        using var canvas = new SKCanvas(small);
        canvas.Clear(SKColors.White);
        using var image = SKImage.FromBitmap(bitmap);
        canvas.DrawImage(image, new SKRect(0, 0, 9, 8), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        canvas.Flush();
        var bits = 0UL;
        for (var y = 0; y < 8; y++)
        {
            for (var x = 0; x < 8; x++)
            {
                bits = bits << 1 | (Grey(small.GetPixel(x, y)) > Grey(small.GetPixel(x + 1, y)) + Step ? 1UL : 0);
            }
        }

        return unchecked((long)bits);
    }

    public static bool AreAlike(long one, long other) =>
        IsTelling(one) && IsTelling(other) && BitOperations.PopCount(unchecked((ulong)(one ^ other))) <= Near;

    private static bool IsTelling(long likeness) => BitOperations.PopCount(unchecked((ulong)likeness)) is >= Plain and <= 64 - Plain;

    private static int Grey(SKColor colour) => ((299 * colour.Red) + (587 * colour.Green) + (114 * colour.Blue)) / 1000;
}
