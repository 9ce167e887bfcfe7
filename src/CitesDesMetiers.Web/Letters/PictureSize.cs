namespace CitesDesMetiers.Web.Letters;

/// <summary>The size at which a picture is shown: as wide as the column, but a tall one no higher than the screen.</summary>
internal static class PictureSize
{
    private const int Highest = 600;

    /// <returns>Pixels, in the proportions of the picture, never larger than it is.</returns>
    public static (int Width, int Height) Fit(int width, int height)
    {
        var scale = Math.Min(1, Math.Min((double)MailStyle.Width / width, (double)Highest / height));
        return (Round(width * scale), Round(height * scale));
    }

    private static int Round(double pixels) => Math.Max(2, (int)Math.Round(pixels));
}
