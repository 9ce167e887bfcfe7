using System.Security.Cryptography;
using CitesDesMetiers.Core.Media;
using SkiaSharp;

namespace CitesDesMetiers.Web.Content.Pictures;

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

    /// <summary>The smallest side of a picture, in pixels.</summary>
    public const int MinSide = 50;

    /// <summary>Above this many pixels a picture is refused before it is decoded: 10,000 x 6,000 and no more.</summary>
    public const long MaxPixels = 60_000_000;

    /// <summary>Times the shorter side: a strip longer than this shows nothing, and JPEG ends at 65,500 pixels.</summary>
    private const int MaxProportion = 20;

    /// <summary>Bytes a decoder may keep of a whole picture; see <see cref="DecodingCost"/>.</summary>
    private const long MaxCost = 250_000_000;

    internal const string TooHeavy = "elle pèse plus de 20 Mo ; réduisez-la ou choisissez-en une autre.";

    private const string Damaged = "l’image est abîmée : elle s’arrête avant la fin.";

    private static readonly (MediaSize Size, int Width, int Height, int Quality)[] Sizes =
        [(MediaSize.Large, 1_600, 8_000, 85), (MediaSize.Mail, 1_200, 6_000, 78)];

    public static ReadPicture Read(byte[] file)
    {
        ArgumentNullException.ThrowIfNull(file);
        using var data = SKData.CreateCopy(file);
        return Read(data);
    }

    internal static ReadPicture Read(SKData file)
    {
        if (file.Size > MaxFileSize)
        {
            return ReadPicture.Refuse(TooHeavy);
        }

        using var codec = SKCodec.Create(file);
        if (codec is null || codec.EncodedFormat is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png or SKEncodedImageFormat.Webp or SKEncodedImageFormat.Gif))
        {
            return ReadPicture.Refuse("ce fichier n’est pas une image JPEG, PNG, GIF ou WebP que nous sachions lire.");
        }

        if (ProblemOf(codec.Info.Size) is { } problem)
        {
            return ReadPicture.Refuse(problem);
        }

        if (DecodingCost.Of(file.AsSpan(), codec) > MaxCost)
        {
            return ReadPicture.Refuse("l’image est trop grande pour ce format ; réduisez-la à 40 millions de points, ou enregistrez-la en JPEG non progressif.");
        }

        return PictureDecoder.Decode(codec, Kept(codec)) is { } bitmap
            ? Encode(Upright(bitmap, codec.EncodedOrigin))
            : ReadPicture.Refuse(Damaged);
    }

    /// <inheritdoc cref="DecodingCost"/>
    /// <returns>Bytes; 0 for what will be refused.</returns>
    internal static long CostOf(SKData file)
    {
        using var codec = SKCodec.Create(file);
        return codec is null || ProblemOf(codec.Info.Size) is not null ? 0 : DecodingCost.Of(file.AsSpan(), codec);
    }

    private static string? ProblemOf(SKSizeI size) =>
        (long)size.Width * size.Height > MaxPixels ? $"l’image mesure {size.Width} × {size.Height} points ; 60 millions de points au plus (10 000 × 6 000 par exemple)."
        : Math.Min(size.Width, size.Height) < MinSide ? $"l’image est trop petite : {MinSide} points de côté au moins."
        : Math.Max(size.Width, size.Height) > MaxProportion * Math.Min(size.Width, size.Height)
            ? $"l’image mesure {size.Width} × {size.Height} points : elle est trop étirée, un côté au plus {MaxProportion} fois plus long que l’autre. Recadrez-la ou découpez-la."
        : null;

    /// <summary>The size of the largest variant, as the file has it: before it is turned upright.</summary>
    private static SKSizeI Kept(SKCodec codec)
    {
        var (_, width, height, _) = Sizes[0];
        return IsOnItsSide(codec.EncodedOrigin) ? Fit(codec.Info.Size, height, width) : Fit(codec.Info.Size, width, height);
    }

    private static SKSizeI Fit(SKSizeI size, int maxWidth, int maxHeight)
    {
        var scale = Math.Min(1, Math.Min((double)maxWidth / size.Width, (double)maxHeight / size.Height));
        return new(Math.Max(1, (int)Math.Round(size.Width * scale)), Math.Max(1, (int)Math.Round(size.Height * scale)));
    }

    /// <summary>All that is kept of a picture. The bitmap is disposed of.</summary>
    internal static ReadPicture Encode(SKBitmap bitmap)
    {
        using (bitmap)
        {
            bitmap.SetImmutable();
            var variants = Sizes.Select(s => Encode(bitmap, s.Size, s.Width, s.Height, s.Quality)).ToList();
            variants.Add(PictureCut.Thumbnail(bitmap, 0.5, 0.5));
            return new ReadPicture(null, Convert.ToHexStringLower(SHA256.HashData(variants[0].Bytes)), variants) { Likeness = PictureLikeness.Of(bitmap) };
        }
    }

    private static PictureBytes Encode(SKBitmap bitmap, MediaSize size, int maxWidth, int maxHeight, int quality)
    {
        var fitted = Fit(new(bitmap.Width, bitmap.Height), maxWidth, maxHeight);
        if (fitted == new SKSizeI(bitmap.Width, bitmap.Height))
        {
            return Encode(bitmap, size, quality, IsOpaque(bitmap.GetPixelSpan()));
        }

        using var scaled = bitmap.Resize(bitmap.Info.WithSize(fitted), new SKSamplingOptions(SKCubicResampler.Mitchell));
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

    private static bool IsOnItsSide(SKEncodedOrigin origin) => origin is SKEncodedOrigin.RightTop or SKEncodedOrigin.LeftBottom;

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
