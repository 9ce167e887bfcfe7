using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Media;

/// <summary>
/// A picture as the product keeps it: re-encoded, without metadata, under a name drawn from its content. The bytes never
/// change, so an edition may point at them for ever; what can be edited is the description offered to the next use, and
/// the point around which thumbnails are cut. Each use keeps the words it was given.
/// </summary>
public class MediaFile : IVersioned, ISearchable, IDeletable
{
    private readonly List<MediaVariant> variants = [];

    /// <param name="hash">SHA-256 of the largest variant, lower-case hexadecimal.</param>
    /// <param name="alternativeText">What the picture shows, for those who do not see it; empty while nobody has said.</param>
    /// <param name="credit">Author or owner, with the licence where there is one.</param>
    /// <param name="uploadedAt">UTC.</param>
    public MediaFile(string hash, string alternativeText, string? credit, DateTime uploadedAt)
    {
        Hash = hash is { Length: 64 } ? hash : throw new ArgumentException("A SHA-256 in hexadecimal is required.", nameof(hash));
        AlternativeText = Text.OptionalLine(alternativeText, AlternativeTextLength, nameof(alternativeText)) ?? "";
        Credit = Text.OptionalLine(credit, CreditLength, nameof(credit));
        UploadedAt = uploadedAt;
    }

    /// <summary>
    /// A picture that came with a form. It is in no list until the form is accepted; if that never happens, it is erased as
    /// deleted pictures are.
    /// </summary>
    /// <param name="hash">As for the constructor.</param>
    /// <param name="at">UTC.</param>
    public static MediaFile Received(string hash, DateTime at) => new(hash, "", null, at) { DeletedAt = at };

    public const int AlternativeTextLength = 300;
    public const int CreditLength = 200;
    public const int LicenceLength = 100;

    public int Id { get; private set; }
    public Guid Version { get; private set; }
    public string Hash { get; private set; }

    /// <summary>Public name, unguessable: the first 128 bits of <see cref="Hash"/> in hexadecimal.</summary>
    public string Name => Hash[..32];

    /// <summary>"jpg" or "png", the same for all sizes.</summary>
    public string Extension { get; private set; } = "jpg";

    /// <summary>Path on the site of the size for mails and small places.</summary>
    public string MailPath => $"/images/{Name}-courriel.{Extension}";

    /// <summary>Path on the site of the size for reading.</summary>
    public string LargePath => $"/images/{Name}.{Extension}";

    /// <summary>Path on the site of the size for lists; it changes with the focal point.</summary>
    public string ThumbnailPath => ThumbnailPathOf(Name, Extension, FocalX, FocalY);

    /// <inheritdoc cref="ThumbnailPath"/>
    public static string ThumbnailPathOf(string name, string extension, double focalX, double focalY) =>
        $"/images/{name}-vignette-{Math.Round(focalX * 100):000}{Math.Round(focalY * 100):000}.{extension}";

    public string AlternativeText { get; private set; }

    /// <summary>It came with a form that was not accepted so far: nobody has described it.</summary>
    public bool IsWaiting => AlternativeText.Length == 0;
    public string? Credit { get; private set; }

    /// <summary>Under which terms it may be shown, such as "CC BY 4.0" or "avec l’accord de l’auteur".</summary>
    public string? Licence { get; private set; }

    /// <summary>What must stay in sight when it is cut to fit: share of the width from the left, 0 to 1.</summary>
    public double FocalX { get; private set; } = 0.5;

    /// <summary>Share of the height from the top, 0 to 1.</summary>
    public double FocalY { get; private set; } = 0.5;

    /// <summary>64-bit difference hash: pictures that look alike differ in few bits. Null for those kept before it was drawn.</summary>
    public long? Likeness { get; private set; }

    /// <summary>The picture this one was cut from.</summary>
    public int? OriginalId { get; private set; }
    public MediaFile? Original { get; private set; }

    /// <summary>UTC; shown in the library no more, kept for what uses it.</summary>
    public DateTime? DeletedAt { get; private set; }

    string ISearchable.SearchSource => $"{AlternativeText} {Credit} {Licence}";
    public DateTime UploadedAt { get; private set; }
    public IReadOnlyList<MediaVariant> Variants => variants;

    public void AddVariant(MediaSize size, string contentType, int width, int height, byte[] bytes)
    {
        variants.Add(new MediaVariant(size, contentType, width, height, bytes));
        Extension = contentType == "image/png" ? "png" : "jpg";
    }

    /// <summary>Keeps a thumbnail in the place of the one before, which must be loaded if there is one.</summary>
    public void ReplaceThumbnail(string contentType, int width, int height, byte[] bytes)
    {
        if (variants.Find(v => v.Size is MediaSize.Thumbnail) is { } old)
        {
            old.Replace(contentType, width, height, bytes);
        }
        else
        {
            variants.Add(new MediaVariant(MediaSize.Thumbnail, contentType, width, height, bytes));
        }
    }

    public void Describe(string alternativeText, string? credit)
    {
        AlternativeText = Text.Line(alternativeText, AlternativeTextLength, nameof(alternativeText));
        Credit = Text.OptionalLine(credit, CreditLength, nameof(credit));
    }

    /// <summary>Takes it into the library. The first to do so describes it; later words are for their own use only.</summary>
    public void Take(string alternativeText, string? credit, string? licence = null)
    {
        if (IsWaiting)
        {
            Describe(alternativeText, credit);
            License(licence);
        }

        Restore();
    }

    public void License(string? licence) => Licence = Text.OptionalLine(licence, LicenceLength, nameof(licence));

    /// <param name="x">0 to 1 from the left.</param>
    /// <param name="y">0 to 1 from the top.</param>
    public void Focus(double x, double y)
    {
        FocalX = x is >= 0 and <= 1 ? x : throw new ArgumentOutOfRangeException(nameof(x));
        FocalY = y is >= 0 and <= 1 ? y : throw new ArgumentOutOfRangeException(nameof(y));
    }

    /// <summary>Keeps by what it can be recognised, and from which picture it was cut.</summary>
    public void Recognise(long likeness, MediaFile? original = null)
    {
        Likeness = likeness;
        Original = original;
    }

    public void Delete(DateTime now) => DeletedAt = now;

    public void Restore() => DeletedAt = null;
}

/// <summary>The sizes in which a picture is kept; a picture smaller than a size is kept as it is.</summary>
public enum MediaSize
{
    /// <summary>At most 1,600 pixels wide: the reading site.</summary>
    Large,

    /// <summary>At most 1,200 pixels wide, shown at 600: the mail on dense screens, under 200 KB where possible.</summary>
    Mail,

    /// <summary>480 by 360 pixels, cut around the focal point: lists.</summary>
    Thumbnail,
}

/// <summary>The bytes of a picture at one size. In rows of their own, so that no list ever loads them.</summary>
public class MediaVariant
{
    internal MediaVariant(MediaSize size, string contentType, int width, int height, byte[] bytes)
    {
        Size = size;
        ContentType = contentType is "image/jpeg" or "image/png"
            ? contentType : throw new ArgumentException("JPEG or PNG only: the formats every mail program shows.", nameof(contentType));
        Width = width;
        Height = height;
        Bytes = bytes;
    }

    public int Id { get; private set; }
    public int MediaFileId { get; private set; }
    public MediaFile MediaFile { get; private set; } = null!;
    public MediaSize Size { get; private set; }
    public string ContentType { get; private set; }

    /// <summary>Pixels.</summary>
    public int Width { get; private set; }

    /// <summary>Pixels.</summary>
    public int Height { get; private set; }
    public byte[] Bytes { get; private set; }

    internal void Replace(string contentType, int width, int height, byte[] bytes) =>
        (ContentType, Width, Height, Bytes) = (contentType, width, height, bytes);
}
