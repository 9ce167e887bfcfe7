using NetVips;

namespace CitesDesMetiers.Tests.Content.Pictures;

/// <summary>Draws pictures for tests.</summary>
internal static class Drawing
{
    public static readonly double[] Teal = [0, 128, 128];
    public static readonly double[] White = [255, 255, 255];
    public static readonly double[] Red = [255, 0, 0];
    public static readonly double[] Lime = [0, 255, 0];
    public static readonly double[] Blue = [0, 0, 255];
    public static readonly double[] Yellow = [255, 255, 0];

    /// <param name="format">The extension, with its dot.</param>
    public static byte[] Encode(int width, int height, double[] ground, string format = ".jpg", Action<MutableImage>? draw = null)
    {
        using var image = Draw(width, height, ground, draw);
        return image.WriteToBuffer(format);
    }

    public static Image Draw(int width, int height, double[] ground, Action<MutableImage>? draw = null)
    {
        using var black = Image.Black(width, height, bands: 3);
        using var coloured = black + ground;
        using var image = coloured.Cast(Enums.BandFormat.Uchar);
        using var srgb = image.Copy(interpretation: Enums.Interpretation.Srgb);
        return draw is null ? srgb.Copy() : srgb.Mutate(draw);
    }
}
