namespace CitesDesMetiers.Documents.Reading;

/// <summary>Why a document cannot be read.</summary>
public enum DocumentFault
{
    /// <summary>It is neither PDF, DOCX, ODT nor text.</summary>
    UnknownFormat,

    /// <summary>Its content does not follow its format, or is cut off.</summary>
    Damaged,

    /// <summary>It can be opened with a password only.</summary>
    Encrypted,

    /// <summary>More pages than <see cref="DocumentLimits.Pages"/>.</summary>
    TooManyPages,

    /// <summary>More content than <see cref="DocumentLimits"/> allows, packed or unpacked.</summary>
    TooLarge,

    /// <summary>It has text, but its fonts do not say which letters they show.</summary>
    NoLetters,

    /// <summary>It consists of pictures, such as a scan. Text is not recognised in pictures.</summary>
    OnlyPictures,

    /// <summary>It has no text.</summary>
    Empty,

    /// <summary>Reading took longer than allowed.</summary>
    TooSlow,

    /// <summary>Reading took more memory than allowed.</summary>
    TooMuchMemory,

    /// <summary>The process that read it ended without an answer.</summary>
    Crashed,
}

/// <summary>A document that cannot be read. Nothing of it was kept.</summary>
public sealed class UnreadableDocumentException(DocumentFault fault, Exception? inner = null)
    : Exception("The document cannot be read: " + fault, inner)
{
    public DocumentFault Fault { get; } = fault;
}
