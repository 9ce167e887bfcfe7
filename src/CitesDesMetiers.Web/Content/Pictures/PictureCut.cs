using CitesDesMetiers.Core.Media;
using NetVips;

namespace CitesDesMetiers.Web.Content.Pictures;

/// <summary>A rectangle of a picture, in fractions (0 to 1) of its width and height from the top left.</summary>
internal readonly record struct CutFrame(double Left, double Top, double Width, double Height)
{
    /// <summary>Whether it lies within the picture.</summary>
    public bool IsInside => Left >= 0 && Top >= 0 && Width > 0 && Height > 0 && Left + Width <= 1.0001 && Top + Height <= 1.0001;
}

/// <summary>Crops pictures.</summary>
internal static class PictureCut
{
    private const int ThumbnailWidth = 480;
    private const int ThumbnailHeight = 360;
    private const int ThumbnailQuality = 80;

    /// <summary>Returns the part as a separate picture, or the problem.</summary>
    /// <param name="bytes">The large variant.</param>
    public static ReadPicture Crop(byte[] bytes, CutFrame frame)
    {
        using var whole = PictureFile.Open(bytes);
        var (left, right) = (Pixel(frame.Left, whole.Width), Pixel(frame.Left + frame.Width, whole.Width));
        var (top, bottom) = (Pixel(frame.Top, whole.Height), Pixel(frame.Top + frame.Height, whole.Height));
        if (Math.Min(right - left, bottom - top) < PictureReader.MinSide)
        {
            return ReadPicture.Refuse(
                $"le cadre est trop petit : {PictureReader.MinSide} points de côté au moins, il en fait {right - left} × {bottom - top}.");
        }

        using var part = whole.Crop(left, top, right - left, bottom - top);
        using var pixels = part.CopyMemory();
        return PictureReader.Encode(pixels);
    }

    /// <summary>Crops to the aspect ratio of a thumbnail, with the focal point as close to the centre as possible.</summary>
    /// <param name="bytes">The large variant.</param>
    public static PictureBytes Thumbnail(byte[] bytes, double focalX, double focalY)
    {
        using var whole = PictureFile.Open(bytes);
        return Thumbnail(whole, focalX, focalY);
    }

    internal static PictureBytes Thumbnail(Image whole, double focalX, double focalY)
    {
        var scale = Math.Min((double)whole.Width / ThumbnailWidth, (double)whole.Height / ThumbnailHeight);
        var (width, height) = ((int)Math.Round(ThumbnailWidth * scale), (int)Math.Round(ThumbnailHeight * scale));
        var left = Math.Clamp((int)Math.Round((focalX * whole.Width) - (width / 2.0)), 0, whole.Width - width);
        var top = Math.Clamp((int)Math.Round((focalY * whole.Height) - (height / 2.0)), 0, whole.Height - height);
        using var part = whole.Crop(left, top, width, height);

        // A picture smaller than a thumbnail is not enlarged.
        using var cut = scale > 1 ? part.ThumbnailImage(ThumbnailWidth, height: ThumbnailHeight, size: Enums.Size.Force) : part.Copy();
        return PictureReader.Save(cut, MediaSize.Thumbnail, ThumbnailQuality);
    }

    private static int Pixel(double share, int side) => Math.Clamp((int)Math.Round(share * side), 0, side);
}
