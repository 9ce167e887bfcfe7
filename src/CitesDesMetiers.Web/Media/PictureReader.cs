using System.Security.Cryptography;
using CitesDesMetiers.Core.Media;
using SkiaSharp;

namespace CitesDesMetiers.Web.Media;

/// <summary>A picture read from an upload: re-encoded at the sizes we keep, or why it cannot be.</summary>
public sealed record ReadPicture(string? Problem, string Hash, IReadOnlyList<PictureBytes> Variants)
{
    /// <summary>See <see cref="PictureLikeness"/>.</summary>
    public long Likeness { get; init; }

    public static ReadPicture Refuse(string problem) => new(problem, "", []);
}

public sealed record PictureBytes(MediaSize Size, string ContentType, int Width, int Height, byte[] Bytes);

/// <summary>
/// Turns what people upload into what we keep. The file is decoded and encoded again, so nothing of the original survives
/// but its pixels: no metadata, no second format hidden inside (OWASP ASVS 5.0, 5.2-5.3).
/// </summary>
public static class PictureReader
{
    /// <summary>Bytes.</summary>
    public const int MaxFileSize = 20 * 1024 * 1024;

    /// <summary>Above this many pixels a picture is refused before it is decoded: 10,000 x 6,000 and no more.</summary>
    public const long MaxPixels = 60_000_000;

    private static readonly (MediaSize Size, int Width, int Quality)[] Sizes = [(MediaSize.Large, 1_600, 85), (MediaSize.Mail, 1_200, 78)];

    public static ReadPicture Read(byte[] file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Length > MaxFileSize)
        {
            return ReadPicture.Refuse("l’image pèse plus de 20 Mo ; réduisez-la ou choisissez-en une autre.");
        }

        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.EncodedFormat is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png or SKEncodedImageFormat.Webp or SKEncodedImageFormat.Gif))
        {
            return ReadPicture.Refuse("ce fichier n’est pas une image JPEG, PNG, GIF ou WebP que nous sachions lire.");
        }

        var info = codec.Info;
        if ((long)info.Width * info.Height > MaxPixels)
        {
            return ReadPicture.Refuse($"l’image mesure {info.Width} × {info.Height} points ; 60 millions de points au plus (10 000 × 6 000 par exemple).");
        }

        if (info.Width < 50 || info.Height < 50)
        {
            return ReadPicture.Refuse("l’image est trop petite : 50 points de côté au moins.");
        }

        return Decode(codec) is { } bitmap
            ? Encode(Upright(bitmap, codec.EncodedOrigin))
            : ReadPicture.Refuse("l’image est abîmée : elle s’arrête avant la fin.");
    }

    /// <summary>The whole picture, or null: half of one is no picture.</summary>
    private static SKBitmap? Decode(SKCodec codec)
    {
        var bitmap = new SKBitmap(new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        if (codec.GetPixels(bitmap.Info, bitmap.GetPixels()) is SKCodecResult.Success)
        {
            return bitmap;
        }

        bitmap.Dispose();
        return null;
    }

    /// <summary>All that is kept of a picture. The bitmap is disposed of.</summary>
    internal static ReadPicture Encode(SKBitmap bitmap)
    {
        using (bitmap)
        {
            var variants = Sizes.Select(s => Encode(bitmap, s.Size, s.Width, s.Quality)).ToList();
            variants.Add(PictureCut.Thumbnail(bitmap, 0.5, 0.5));
            return new ReadPicture(null, Convert.ToHexStringLower(SHA256.HashData(variants[0].Bytes)), variants) { Likeness = PictureLikeness.Of(bitmap) };
        }
    }

    private static PictureBytes Encode(SKBitmap bitmap, MediaSize size, int maxWidth, int quality)
    {
        var width = Math.Min(bitmap.Width, maxWidth);
        var height = Math.Max(1, (int)Math.Round((double)bitmap.Height * width / bitmap.Width));
        using var scaled = width == bitmap.Width ? bitmap.Copy() : bitmap.Resize(new SKImageInfo(width, height), new SKSamplingOptions(SKCubicResampler.Mitchell));
        return Encode(scaled, size, quality, IsOpaque(scaled.GetPixelSpan()));
    }

    /// <param name="opaque">As JPEG; otherwise as PNG.</param>
    internal static PictureBytes Encode(SKBitmap bitmap, MediaSize size, int quality, bool opaque)
    {
        using var image = SKImage.FromBitmap(bitmap);
        using var encoded = image.Encode(opaque ? SKEncodedImageFormat.Jpeg : SKEncodedImageFormat.Png, quality);
        return new PictureBytes(size, opaque ? "image/jpeg" : "image/png", bitmap.Width, bitmap.Height, encoded.ToArray());
    }

    /// <param name="pixels">RGBA, 8 bits each.</param>
    internal static bool IsOpaque(ReadOnlySpan<byte> pixels)
    {
        for (var i = 3; i < pixels.Length; i += 4)
        {
            if (pixels[i] < byte.MaxValue)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Turns the picture as the camera meant it: its orientation goes with the other metadata.</summary>
    private static SKBitmap Upright(SKBitmap bitmap, SKEncodedOrigin origin)
    {
        var degrees = origin switch
        {
            SKEncodedOrigin.BottomRight => 180,
            SKEncodedOrigin.RightTop => 90,
            SKEncodedOrigin.LeftBottom => 270,
            _ => 0,
        };
        if (degrees == 0)
        {
            return bitmap;
        }

        using (bitmap)
        {
            var (width, height) = degrees == 180 ? (bitmap.Width, bitmap.Height) : (bitmap.Height, bitmap.Width);
            var turned = new SKBitmap(width, height, bitmap.ColorType, bitmap.AlphaType);
            using var canvas = new SKCanvas(turned);
            canvas.Translate(width / 2f, height / 2f);
            canvas.RotateDegrees(degrees);
            canvas.Translate(-bitmap.Width / 2f, -bitmap.Height / 2f);
            canvas.DrawBitmap(bitmap, 0, 0, SKSamplingOptions.Default);
            return turned;
        }
    }
}
