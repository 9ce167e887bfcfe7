using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Media;

/// <summary>
/// A picture of the library: re-encoded, without metadata, named by its content. Its bytes never change, so editions may refer to it
/// permanently. Its description, offered to the next use, and its focal point can be edited. Each use keeps its own words.
/// </summary>
public class MediaFile : IVersioned, ISearchable, IDeletable
{
    private readonly List<MediaVariant> variants = [];

    /// <param name="hash">SHA-256 of the largest variant, lower-case hexadecimal.</param>
    /// <param name="alternativeText">A description for readers who cannot see it; empty until somebody writes one.</param>
    /// <param name="credit">Author or owner, with the licence if there is one.</param>
    /// <param name="uploadedAt">UTC.</param>
    public MediaFile(string hash, string alternativeText, string? credit, DateTime uploadedAt)
    {
        Hash = hash is { Length: 64 } ? hash : throw new ArgumentException("A SHA-256 in hexadecimal is required.", nameof(hash));
        AlternativeText = Text.OptionalLine(alternativeText, AlternativeTextLength, nameof(alternativeText)) ?? "";
        Credit = Text.OptionalLine(credit, CreditLength, nameof(credit));
        UploadedAt = uploadedAt;
    }

    /// <summary>
    /// Creates a picture that was uploaded with a form. It is hidden until the form is accepted; otherwise it is purged like a deleted
    /// picture.
    /// </summary>
    /// <param name="hash">SHA-256 of the largest variant, lower-case hexadecimal.</param>
    /// <param name="at">UTC.</param>
    public static MediaFile Received(string hash, DateTime at) => new(hash, "", null, at) { DeletedAt = at };

    public const int AlternativeTextLength = 300;
    public const int CreditLength = 200;
    public const int LicenceLength = 100;

    public int Id { get; private set; }
    public Guid Version { get; private set; }
    public string Hash { get; private set; }

    /// <summary>The public, unguessable name: the first 128 bits of <see cref="Hash"/> in hexadecimal.</summary>
    public string Name => Hash[..32];

    /// <summary>"jpg" or "png", the same for all sizes but those as WebP.</summary>
    public string Extension { get; private set; } = "jpg";

    /// <summary>The path of the size for mails and small places.</summary>
    public string MailPath => PictureAddresses.Mail(Name, Extension);

    /// <summary>The path of the size for reading.</summary>
    public string LargePath => PictureAddresses.Large(Name, Extension);

    /// <summary>The path of the size for lists; it changes with the focal point.</summary>
    public string ThumbnailPath => PictureAddresses.Thumbnail(Name, Extension, FocalX, FocalY);

    public string AlternativeText { get; private set; }

    /// <summary>Whether its form was not accepted yet: it has no description.</summary>
    public bool IsWaiting => AlternativeText.Length == 0;
    public string? Credit { get; private set; }

    /// <summary>The terms of use, such as "CC BY 4.0" or "avec l’accord de l’auteur".</summary>
    public string? Licence { get; private set; }

    /// <summary>The focal point that stays visible when it is cropped: share of the width from the left, 0 to 1.</summary>
    public double FocalX { get; private set; } = 0.5;

    /// <summary>Share of the height from the top, 0 to 1.</summary>
    public double FocalY { get; private set; } = 0.5;

    /// <summary>Perceptual 64-bit difference hash: similar pictures differ in few bits. Null for pictures from before it was computed.</summary>
    public long? Likeness { get; private set; }

    /// <summary>The picture this one was cut from.</summary>
    public int? OriginalId { get; private set; }
    public MediaFile? Original { get; private set; }

    /// <summary>UTC; hidden from the library, but kept for what uses it.</summary>
    public DateTime? DeletedAt { get; private set; }

    string ISearchable.SearchSource => $"{AlternativeText} {Credit} {Licence}";
    public DateTime UploadedAt { get; private set; }
    public IReadOnlyList<MediaVariant> Variants => variants;

    public void AddVariant(MediaSize size, string contentType, int width, int height, byte[] bytes)
    {
        variants.Add(new MediaVariant(size, contentType, width, height, bytes));
        Extension = contentType == "image/png" ? "png" : "jpg";
    }

    /// <summary>Replaces the thumbnail; the old one must be loaded if there is one.</summary>
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

    /// <summary>Accepts it into the library. The first use describes it; the words of later uses apply to those only.</summary>
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

    /// <summary>Sets the perceptual hash, and the picture it was cropped from.</summary>
    public void Recognise(long likeness, MediaFile? original = null)
    {
        Likeness = likeness;
        Original = original;
    }

    public void Delete(DateTime now) => DeletedAt = now;

    public void Restore() => DeletedAt = null;
}

/// <summary>The sizes in which a picture is stored. A picture smaller than a size is not enlarged.</summary>
public enum MediaSize
{
    /// <summary>At most 1,600 pixels wide, for the site.</summary>
    Large,

    /// <summary>At most 1,200 pixels wide, for mail at 600 pixels on dense screens; under 200 KB if possible.</summary>
    Mail,

    /// <summary>480 by 360 pixels, cropped around the focal point, for lists.</summary>
    Thumbnail,

    /// <summary>The large size as WebP, for browsers. Without a width, it was tried and would be no smaller.</summary>
    LargeWebP,

    /// <summary>The size of mails as WebP, for telephones.</summary>
    MailWebP,
}

/// <summary>The bytes of a picture at one size, in a row of its own so that lists never load them.</summary>
public class MediaVariant
{
    internal MediaVariant(MediaSize size, string contentType, int width, int height, byte[] bytes)
    {
        Size = size;
        ContentType = size is MediaSize.LargeWebP or MediaSize.MailWebP ? "image/webp"
            : contentType is "image/jpeg" or "image/png" ? contentType
            : throw new ArgumentException("JPEG or PNG only: the formats every mail program shows.", nameof(contentType));
        Width = width;
        Height = height;
        Bytes = bytes;
    }

    /// <summary>
    /// A size as WebP. It is added without its picture: that would get a new version, and somebody who edits its words a conflict.
    /// </summary>
    public static MediaVariant WebP(int mediaFileId, MediaSize size, int width, int height, byte[] bytes) =>
        new(size, "image/webp", width, height, bytes) { MediaFileId = mediaFileId };

    /// <summary>Notes that WebP was tried and would be no smaller. The row has no width and no bytes.</summary>
    public static MediaVariant NoWebP(int mediaFileId) => WebP(mediaFileId, MediaSize.LargeWebP, 0, 0, []);

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
