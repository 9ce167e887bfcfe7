using CitesDesMetiers.Documents.Reading;
using CitesDesMetiers.Web.Newsletter.Documents;

namespace CitesDesMetiers.Web.Commands;

/// <summary>The English words for the faults and notes of documents.</summary>
internal static class DocumentFaultWords
{
    public static string Of(DocumentFault fault) => fault switch
    {
        DocumentFault.UnknownFormat => "The file is neither a PDF, a Word document (.docx), an OpenDocument text nor a text.",
        DocumentFault.Damaged => "The file is damaged or cut off.",
        DocumentFault.Encrypted => "The file is protected by a password. Save it without one.",
        DocumentFault.TooManyPages => $"The file has more than {DocumentLimits.Pages} pages.",
        DocumentFault.TooLarge => "The file is too large, or unpacks to too much.",
        DocumentFault.NoLetters => "The fonts of the file do not say which letters they show. It can only be kept as it is, as an attachment.",
        DocumentFault.OnlyPictures => "The file consists of pictures, such as a scan. Text is not recognised in pictures. It can only be kept as it is, as an attachment.",
        DocumentFault.Empty => "The file has no text.",
        DocumentFault.TooSlow => $"Reading the file took longer than {ReadingProcess.Time.TotalSeconds} seconds.",
        DocumentFault.TooMuchMemory => $"Reading the file took more than {ReadingProcess.Memory / 1024 / 1024} MB of memory.",
        _ => "The process that read the file ended without an answer.",
    };

    public static string Of(DocumentNote note) => note switch
    {
        DocumentNote.TrackedChanges => "The file has tracked changes: insertions were read, deletions left out.",
        DocumentNote.Macros => "The file has macros. They were not read.",
        DocumentNote.GuessedEncoding => "The text is not UTF-8. It was read as Windows-1252.",
        _ => "Some pictures were left out.",
    };
}
