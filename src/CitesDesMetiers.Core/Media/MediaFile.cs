using CitesDesMetiers.Core.Data;

namespace CitesDesMetiers.Core.Media;

/// <summary>
/// A picture as the product keeps it: re-encoded, without metadata, under a name drawn from its content. The bytes never
/// change, so an edition may point at them for ever; what can be edited is the description offered to the next use.
/// </summary>
public class MediaFile : IVersioned
{
    private readonly List<MediaVariant> variants = [];

    /// <param name="hash">SHA-256 of the largest variant, lower-case hexadecimal.</param>
    /// <param name="alternativeText">What the picture shows, for those who do not see it.</param>
    /// <param name="credit">Author or owner, with the licence where there is one.</param>
    /// <param name="uploadedAt">UTC.</param>
    public MediaFile(string hash, string alternativeText, string? credit, DateTime uploadedAt)
    {
        Hash = hash is { Length: 64 } ? hash : throw new ArgumentException("A SHA-256 in hexadecimal is required.", nameof(hash));
        AlternativeText = Text.Line(alternativeText, AlternativeTextLength, nameof(alternativeText));
        Credit = Text.OptionalLine(credit, CreditLength, nameof(credit));
        UploadedAt = uploadedAt;
    }

    public const int AlternativeTextLength = 300;
    public const int CreditLength = 200;

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
    public string AlternativeText { get; private set; }
    public string? Credit { get; private set; }
    public DateTime UploadedAt { get; private set; }
    public IReadOnlyList<MediaVariant> Variants => variants;

    public void AddVariant(MediaSize size, string contentType, int width, int height, byte[] bytes)
    {
        variants.Add(new MediaVariant(size, contentType, width, height, bytes));
        Extension = contentType == "image/png" ? "png" : "jpg";
    }

    public void Describe(string alternativeText, string? credit)
    {
        AlternativeText = Text.Line(alternativeText, AlternativeTextLength, nameof(alternativeText));
        Credit = Text.OptionalLine(credit, CreditLength, nameof(credit));
    }
}

/// <summary>The sizes in which a picture is kept; a picture smaller than a size is kept as it is.</summary>
public enum MediaSize
{
    /// <summary>At most 1,600 pixels wide: the reading site.</summary>
    Large,

    /// <summary>At most 1,200 pixels wide, shown at 600: the mail on dense screens, under 200 KB where possible.</summary>
    Mail,
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
}
