using System.Numerics;
using NetVips;

namespace CitesDesMetiers.Web.Content.Pictures;

/// <summary>
/// A perceptual hash (dHash) of 64 bits. Each bit says whether a point of the picture, scaled to 9 by 8, is lighter than its neighbour.
/// Scaling, encoding again and light retouching change few bits.
/// </summary>
internal static class PictureLikeness
{
    private const int Columns = 9;
    private const int Rows = 8;

    /// <summary>Pictures look alike if they differ in at most this many bits.</summary>
    public const int Near = 5;

    /// <summary>Minimum difference in levels of grey. A smaller one is noise.</summary>
    private const int Step = 2;

    /// <summary>A picture with fewer bits set, or fewer not set, is too plain to compare.</summary>
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
