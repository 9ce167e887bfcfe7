using System.Reflection;
using CitesDesMetiers.Web.Content.Pictures;
using NetVips;

namespace CitesDesMetiers.Web.Ui.Editor;

/// <summary>Draws the thumbnail of a video: a play sign on a picture or on a plain background. The host of the video is not contacted.</summary>
internal static class VideoThumbnail
{
    private const int Width = 1_200;
    private const int Height = 675;

    private static readonly double[] Ink = [0x14, 0x17, 0x1C];
    private static readonly byte[] Sign = ReadSign();

    /// <param name="ground">JPEG or PNG for the background; null for a plain one.</param>
    /// <param name="title">Selects the pattern of a plain background, so that videos can be told apart.</param>
    /// <returns>A JPEG of 1,200 by 675 pixels.</returns>
    public static byte[] Draw(byte[]? ground, string title)
    {
        using var below = ground is null ? Bands(title) : Image.ThumbnailBuffer(ground, Width, height: Height, crop: Enums.Interesting.Centre);
        using var opaque = below.HasAlpha() ? below.Flatten(background: Ink) : below.Copy();
        using var sign = PictureFile.Open(Sign);
        using var drawn = opaque.Composite2(sign, Enums.BlendMode.Over, (Width - sign.Width) / 2, (Height - sign.Height) / 2);
        using var flat = drawn.Flatten();
        return flat.JpegsaveBuffer(q: 88, keep: Enums.ForeignKeep.None);
    }

    private static byte[] ReadSign()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Ui/Editor/video-sign.png")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static Image Bands(string title)
    {
        // FNV-1a. Unlike string.GetHashCode, it gives the same picture for a title on every machine.
        var seed = title.Aggregate(2_166_136_261u, (hash, c) => (hash ^ c) * 16_777_619);
        using var black = Image.Black(Width, Height, bands: 3);
        using var inked = black + Ink;
        using var bytes = inked.Cast(Enums.BandFormat.Uchar);
        using var plain = bytes.Copy(interpretation: Enums.Interpretation.Srgb);
        return plain.Mutate(image =>
        {
            for (var i = 0; i < 8; i++)
            {
                var top = Height - 60 - (int)((seed >> (2 * i)) % 240);
                image.DrawRect(Colour((seed >> i) % 360, 22 + ((seed >> (i + 3)) % 14)), i * Width / 8, top, Width / 8, Height - top, fill: true);
            }
        });
    }

    /// <summary>A muted colour with a saturation of 35 % (CSS Color 4, 7.1).</summary>
    /// <param name="hue">In degrees.</param>
    /// <param name="lightness">In per cent, at most 50.</param>
    private static double[] Colour(uint hue, uint lightness)
    {
        return [Channel(0), Channel(8), Channel(4)];

        double Channel(int n)
        {
            var k = (n + (hue / 30.0)) % 12;
            return 2.55 * lightness * (1 - (0.35 * Math.Clamp(Math.Min(k - 3, 9 - k), -1, 1)));
        }
    }
}
