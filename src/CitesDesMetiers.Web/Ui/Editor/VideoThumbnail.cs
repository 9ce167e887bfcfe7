using System.Reflection;
using NetVips;

namespace CitesDesMetiers.Web.Ui.Editor;

/// <summary>The still picture that stands for a video: a sign to play on a picture, or on a plain ground. Nothing is asked of the video's host.</summary>
internal static class VideoThumbnail
{
    private const int Width = 1_200;
    private const int Height = 675;

    private static readonly double[] Ink = [0x14, 0x17, 0x1C];
    private static readonly byte[] Sign = ReadSign();

    /// <param name="ground">JPEG or PNG under the sign; null for a plain ground.</param>
    /// <param name="title">Gives a plain ground its pattern, so that two videos can be told apart.</param>
    /// <returns>JPEG, 1,200 by 675 pixels.</returns>
    public static byte[] Draw(byte[]? ground, string title)
    {
        using var below = ground is null ? Bands(title) : Image.ThumbnailBuffer(ground, Width, height: Height, crop: Enums.Interesting.Centre);
        using var opaque = below.HasAlpha() ? below.Flatten(background: Ink) : below.Copy();
        using var sign = Image.NewFromBuffer(Sign);
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
        // FNV-1a: the same title gives the same picture on every machine, which string.GetHashCode does not.
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

    /// <summary>A muted colour: saturation 35 % (CSS Color 4, 7.1).</summary>
    /// <param name="hue">Degrees.</param>
    /// <param name="lightness">Per cent, at most 50.</param>
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
