using System.Numerics;
using NetVips;

namespace CitesDesMetiers.Web.Content.Pictures;

/// <summary>
/// A picture as 64 bits that stay nearly the same when it is scaled, re-encoded or slightly retouched: whether each point of
/// 9 by 8 is lighter than its neighbour (difference hash).
/// </summary>
internal static class PictureLikeness
{
    private const int Columns = 9;
    private const int Rows = 8;

    /// <summary>Pictures that differ in so many bits at most look alike.</summary>
    public const int Near = 5;

    /// <summary>Levels of grey by which a point must be lighter: less is noise.</summary>
    private const int Step = 2;

    /// <summary>With fewer bits than this set, or not set, a picture is too plain to be told from another.</summary>
    private const int Plain = 4;

    /// <returns>0 for a file that cannot be decoded.</returns>
    public static long Of(byte[] file)
    {
        using var image = PictureFile.ReadHead(file)?.Decode(file, 1_600, 8_000);
        return image is null ? 0 : Of(image);
    }

    /// <param name="image">In sRGB, with or without transparency.</param>
    public static long Of(Image image)
    {
        using var small = image.ThumbnailImage(Columns, height: Rows, size: Enums.Size.Force);
        using var opaque = small.HasAlpha() ? small.Flatten(background: [255]) : small.Copy();
        var pixels = opaque.WriteToMemory<byte>();
        var bits = 0UL;
        for (var y = 0; y < Rows; y++)
        {
            for (var x = 0; x < Columns - 1; x++)
            {
                var at = (y * Columns) + x;
                bits = bits << 1 | (Grey(pixels, at) > Grey(pixels, at + 1) + Step ? 1UL : 0);
            }
        }

        return unchecked((long)bits);
    }

    public static bool AreAlike(long one, long other) =>
        IsTelling(one) && IsTelling(other) && BitOperations.PopCount(unchecked((ulong)(one ^ other))) <= Near;

    private static bool IsTelling(long likeness) => BitOperations.PopCount(unchecked((ulong)likeness)) is >= Plain and <= 64 - Plain;

    private static int Grey(byte[] pixels, int at) => ((299 * pixels[3 * at]) + (587 * pixels[(3 * at) + 1]) + (114 * pixels[(3 * at) + 2])) / 1000;
}
