using System.Security.Cryptography;
using CitesDesMetiers.Core.Media;
using NetVips;

namespace CitesDesMetiers.Web.Content.Pictures;

/// <summary>A picture read from an upload: encoded again in the sizes that we store, or the problem.</summary>
public sealed record ReadPicture(string? Problem, string Hash, IReadOnlyList<PictureBytes> Variants)
{
    /// <summary>See <see cref="PictureLikeness"/>.</summary>
    public long Likeness { get; init; }

    public static ReadPicture Refuse(string problem) => new(problem, "", []);
}

public sealed record PictureBytes(MediaSize Size, string ContentType, int Width, int Height, byte[] Bytes);

/// <summary>
/// Converts uploaded files into the files that we store. They are decoded and encoded again, so only the pixels remain: no metadata
/// and no second format hidden inside (OWASP ASVS 5.0, 5.2-5.3).
/// </summary>
internal static class PictureReader
{
    /// <summary>Bytes.</summary>
    public const int MaxFileSize = 20 * 1024 * 1024;

    /// <summary>The smallest side of a picture, in pixels.</summary>
    public const int MinSide = 50;

    /// <summary>A picture with more pixels than 10,000 x 6,000 is refused before it is decoded.</summary>
    public const long MaxPixels = 60_000_000;

    /// <summary>Maximum length in multiples of the shorter side. A longer strip is useless, and JPEG ends at 65,500 pixels.</summary>
    private const int MaxProportion = 20;

    /// <summary>Maximum <see cref="PictureFile.Cost"/> in bytes.</summary>
    private const long MaxCost = 250_000_000;

    internal const string TooHeavy = "elle pèse plus de 20 Mo ; réduisez-la ou choisissez-en une autre.";

    /// <summary>Maximum width in pixels of the size for mails.</summary>
    public const int MailWidth = 1_200;

    private static readonly (MediaSize Size, int Width, int Height, int Quality)[] Sizes =
        [(MediaSize.Large, 1_600, 8_000, 85), (MediaSize.Mail, MailWidth, 6_000, 78)];

    public static ReadPicture Read(byte[] file)
    {
        if (file.Length > MaxFileSize)
        {
            return ReadPicture.Refuse(TooHeavy);
        }

        if (PictureFile.ReadHead(file) is not { } head)
        {
            return ReadPicture.Refuse("ce fichier n’est pas une image JPEG, PNG, GIF ou WebP que nous sachions lire.");
        }

        if (ProblemOf(head) is { } problem)
        {
            return ReadPicture.Refuse(problem);
        }

        if (head.Cost > MaxCost)
        {
            return ReadPicture.Refuse(
                "l’image est trop grande pour ce format ; réduisez-la à 40 millions de points, ou enregistrez-la en JPEG non progressif.");
        }

        using var image = head.Decode(file, Sizes[0].Width, Sizes[0].Height);
        return image is null ? ReadPicture.Refuse("l’image est abîmée : elle s’arrête avant la fin.") : Encode(image);
    }

    /// <inheritdoc cref="PictureFile.Cost"/>
    /// <returns>In bytes; 0 for a picture that will be refused.</returns>
    internal static long CostOf(byte[] file) => PictureFile.ReadHead(file) is { } head && ProblemOf(head) is null ? head.Cost : 0;

    /// <summary>Creates all stored variants of a picture.</summary>
    internal static ReadPicture Encode(Image image)
    {
        using var shown = image.HasAlpha() && IsOpaque(image) ? image.ExtractBand(0, n: 3) : image.Copy();
        var variants = Sizes.Select(s =>
        {
            using var fitted = shown.ThumbnailImage(s.Width, height: s.Height, size: Enums.Size.Down);
            return Save(fitted, s.Size, s.Quality);
        }).ToList();
        variants.Add(PictureCut.Thumbnail(shown, 0.5, 0.5));
        return new ReadPicture(null, Convert.ToHexStringLower(SHA256.HashData(variants[0].Bytes)), variants) { Likeness = PictureLikeness.Of(shown) };
    }

    /// <summary>Encodes a picture with transparency as PNG and any other as JPEG.</summary>
    internal static PictureBytes Save(Image image, MediaSize size, int quality) => image.HasAlpha()
        ? new(size, "image/png", image.Width, image.Height, image.PngsaveBuffer(keep: Enums.ForeignKeep.None))
        : new(size, "image/jpeg", image.Width, image.Height, image.JpegsaveBuffer(q: quality, optimizeCoding: true, keep: Enums.ForeignKeep.None));

    private static bool IsOpaque(Image image)
    {
        using var alpha = image.ExtractBand(image.Bands - 1);
        return alpha.Min() >= byte.MaxValue;
    }

    private static string? ProblemOf(PictureFile size) =>
        (long)size.Width * size.Height > MaxPixels ? $"l’image mesure {size.Width} × {size.Height} points ; 60 millions de points au plus (10 000 × 6 000 par exemple)."
        : Math.Min(size.Width, size.Height) < MinSide ? $"l’image est trop petite : {MinSide} points de côté au moins."
        : Math.Max(size.Width, size.Height) > MaxProportion * Math.Min(size.Width, size.Height)
            ? $"l’image mesure {size.Width} × {size.Height} points : elle est trop étirée, un côté au plus {MaxProportion} fois plus long que l’autre. Recadrez-la ou découpez-la."
        : null;
}
