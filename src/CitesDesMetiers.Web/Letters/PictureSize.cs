namespace CitesDesMetiers.Web.Letters;

/// <summary>Computes the displayed size of a picture: as wide as the column, but a tall picture no higher than the screen.</summary>
internal static class PictureSize
{
    private const int MaxHeight = 600;

    /// <returns>The size in pixels, with the proportions of the picture and never larger than it.</returns>
    public static (int Width, int Height) Fit(int width, int height)
    {
        var scale = Math.Min(1, Math.Min((double)MailStyle.Width / width, (double)MaxHeight / height));
        return (Round(width * scale), Round(height * scale));
    }

    private static int Round(double pixels) => Math.Max(2, (int)Math.Round(pixels));
}
