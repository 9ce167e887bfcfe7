namespace CitesDesMetiers.Documents.Reading;

/// <summary>How much of a document is read. What goes beyond is refused, except pictures, which are left out.</summary>
public static class DocumentLimits
{
    public const int Pages = 200;

    /// <summary>Of the file, in bytes.</summary>
    public const int FileSize = 50 * 1024 * 1024;

    /// <summary>Of all parts of a ZIP that are read, unpacked, in bytes.</summary>
    public const long Unpacked = 100 * 1024 * 1024;

    /// <summary>Parts of a ZIP.</summary>
    public const int Parts = 5_000;

    public const int Characters = 2_000_000;

    /// <summary>Lines of all paragraphs.</summary>
    public const int Lines = 50_000;

    /// <summary>Characters without a space. Longer words are cut, because rules that look at words would take too long for them.</summary>
    public const int Word = 400;

    /// <summary>Letters on one page of a PDF.</summary>
    public const int LettersOnPage = 60_000;

    /// <summary>Of one picture, in bytes.</summary>
    public const int PictureSize = 10 * 1024 * 1024;

    /// <summary>Pixels of a picture of a PDF that must be unpacked to be kept.</summary>
    public const int PicturePixels = 16_000_000;

    /// <summary>Of all pictures together, in bytes.</summary>
    public const int AllPictures = 60 * 1024 * 1024;

    /// <summary>Smaller pictures, in pixels of the longer side, are ornaments.</summary>
    public const int SmallestPicture = 48;
}
