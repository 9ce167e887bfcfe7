using CitesDesMetiers.Core.Media;
using SkiaSharp;

namespace CitesDesMetiers.Web.Content.Pictures;

/// <summary>A rectangle of a picture, in shares of its width and height from the top left.</summary>
public readonly record struct CutFrame(double Left, double Top, double Width, double Height)
{
    /// <summary>Whether it lies within the picture.</summary>
    public bool IsInside => Left >= 0 && Top >= 0 && Width > 0 && Height > 0 && Left + Width <= 1.0001 && Top + Height <= 1.0001;
}

/// <summary>Cuts parts out of pictures.</summary>
public static class PictureCut
{
    private const int ThumbnailWidth = 480;
    private const int ThumbnailHeight = 360;
    private const int ThumbnailQuality = 80;

    /// <summary>The part as a picture of its own, or why not.</summary>
    /// <param name="bytes">Of the large variant.</param>
    public static ReadPicture Crop(byte[] bytes, CutFrame frame)
    {
        using var whole = SKBitmap.Decode(bytes);
        var part = SKRectI.Round(new SKRect(
            (float)(frame.Left * whole.Width), (float)(frame.Top * whole.Height),
            (float)((frame.Left + frame.Width) * whole.Width), (float)((frame.Top + frame.Height) * whole.Height)));
        part.Intersect(new SKRectI(0, 0, whole.Width, whole.Height));
        return Math.Min(part.Width, part.Height) < PictureReader.MinSide
            ? ReadPicture.Refuse($"le cadre est trop petit : {PictureReader.MinSide} points de côté au moins, il en fait {part.Width} × {part.Height}.")
            : PictureReader.Encode(Copy(whole, part, part.Width, part.Height));
    }

    /// <summary>The part of the right shape that has the focal point as near to its middle as can be.</summary>
    /// <param name="bytes">Of the large variant.</param>
    public static PictureBytes Thumbnail(byte[] bytes, double focalX, double focalY)
    {
        using var whole = SKBitmap.Decode(bytes);
        return Thumbnail(whole, focalX, focalY);
    }

    internal static PictureBytes Thumbnail(SKBitmap whole, double focalX, double focalY)
    {
        var scale = Math.Min((double)whole.Width / ThumbnailWidth, (double)whole.Height / ThumbnailHeight);
        var (width, height) = ((int)Math.Round(ThumbnailWidth * scale), (int)Math.Round(ThumbnailHeight * scale));
        var left = Math.Clamp((int)Math.Round((focalX * whole.Width) - (width / 2.0)), 0, Math.Max(0, whole.Width - width));
        var top = Math.Clamp((int)Math.Round((focalY * whole.Height) - (height / 2.0)), 0, Math.Max(0, whole.Height - height));

        // A picture smaller than a thumbnail is not blown up.
        var shown = Math.Min(1, 1 / scale);
        using var cut = Copy(whole, SKRectI.Create(left, top, width, height), Math.Max(1, (int)Math.Round(width * shown)), Math.Max(1, (int)Math.Round(height * shown)));
        return PictureReader.Encode(cut, MediaSize.Thumbnail, ThumbnailQuality, PictureReader.IsOpaque(whole.GetPixelSpan()));
    }

    private static SKBitmap Copy(SKBitmap whole, SKRectI part, int width, int height)
    {
        var copy = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        using var canvas = new SKCanvas(copy);
        canvas.Clear(SKColors.Transparent);
        using var image = SKImage.FromBitmap(whole);
        canvas.DrawImage(image, part, new SKRect(0, 0, width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        canvas.Flush();
        return copy;
    }
}
