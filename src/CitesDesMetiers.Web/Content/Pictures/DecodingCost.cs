using System.Buffers.Binary;
using SkiaSharp;

namespace CitesDesMetiers.Web.Content.Pictures;

/// <summary>What a decoder keeps of a whole picture, however small the result. Known from the head of the file.</summary>
internal static class DecodingCost
{
    /// <returns>Bytes; 0 for what is decoded row by row.</returns>
    public static long Of(ReadOnlySpan<byte> file, SKCodec codec)
    {
        var pixels = (long)codec.Info.Width * codec.Info.Height;
        return codec.EncodedFormat switch
        {
            SKEncodedImageFormat.Jpeg => OfJpeg(file, pixels),
            SKEncodedImageFormat.Gif => 4 * pixels,

            // "VP8 " is a lossy picture and nothing else.
            SKEncodedImageFormat.Webp => file.Length > 16 && file[12..16].SequenceEqual("VP8 "u8) ? 0 : 4 * pixels,
            _ => 0,
        };
    }

    /// <summary>A JPEG in several scans, as every progressive one is, is kept as coefficients of two bytes (ITU-T T.81, B.2).</summary>
    private static long OfJpeg(ReadOnlySpan<byte> file, long pixels)
    {
        var (held, components, isProgressive) = (8 * pixels, 0, true);
        for (var at = 2; at + 4 <= file.Length && file[at] == 0xFF;)
        {
            var (marker, length) = (file[at + 1], 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]));
            var segment = file.Slice(at, Math.Min(length, file.Length - at));
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC) && segment.Length >= 10 && segment.Length >= 10 + (3 * segment[9]))
            {
                (held, components, isProgressive) = (2 * Samples(segment, pixels), segment[9], marker is not (0xC0 or 0xC1));
            }
            else if (marker == 0xDA && segment.Length > 4)
            {
                return isProgressive || segment[4] < components ? held : 0;
            }

            // 0xFF may fill the space between segments.
            at += marker == 0xFF ? 1 : length;
        }

        return held;
    }

    /// <param name="frame">SOF segment: the sampling factors of each component follow its name.</param>
    private static long Samples(ReadOnlySpan<byte> frame, long pixels)
    {
        var (sum, across, down) = (0, 1, 1);
        for (var i = 0; i < frame[9]; i++)
        {
            var factors = frame[11 + (3 * i)];
            (sum, across, down) = (sum + ((factors >> 4) * (factors & 15)), Math.Max(across, factors >> 4), Math.Max(down, factors & 15));
        }

        return pixels * sum / (across * down);
    }
}
