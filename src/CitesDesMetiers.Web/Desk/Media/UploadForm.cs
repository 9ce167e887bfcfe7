using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Web.Ui.Forms;

namespace CitesDesMetiers.Web.Desk.Media;

/// <summary>Uploads several pictures at once. Each has its own description; they share credit and licence.</summary>
public class UploadForm
{
    public const int Rows = 6;

    public IList<UploadRow> Pictures { get; set; } = [];

    [Display(Name = "Crédit"), Line(MediaFile.CreditLength)]
    public string? Credit { get; set; }

    [Display(Name = "Licence"), Line(MediaFile.LicenceLength)]
    public string? Licence { get; set; }

    /// <summary>Adds rows up to the number that the page shows.</summary>
    public UploadForm Filled()
    {
        Pictures = [.. Pictures.Take(Rows), .. Enumerable.Range(0, Math.Max(0, Rows - Pictures.Count)).Select(_ => new UploadRow())];
        return this;
    }
}

public class UploadRow
{
    [Display(Name = "Image")]
    public IFormFile? File { get; set; }

    /// <summary>Name of the stored picture of a refused row.</summary>
    public string? KeptPicture { get; set; }

    [Display(Name = "Texte de remplacement"), Line(MediaFile.AlternativeTextLength)]
    public string? AlternativeText { get; set; }
}

/// <summary>A picture that was uploaded.</summary>
/// <param name="WasKnown">Whether the library already contained the same file.</param>
/// <param name="Alike">Other pictures that look similar.</param>
internal sealed record Uploaded(int Id, string AlternativeText, string ThumbnailPath, bool WasKnown, IReadOnlyList<MediaRow> Alike)
{
    /// <summary>For a known picture: the typed texts, which can replace the stored ones; null if they are the same.</summary>
    public MediaForm? Offered { get; init; }

    /// <summary>The typed texts in one line.</summary>
    public string OfferedWords =>
        string.Join(" – ", new[] { Offered?.AlternativeText, Offered?.Credit, Offered?.Licence }.Where(words => !string.IsNullOrEmpty(words)));
}

/// <param name="Uploaded">The pictures that the last request added.</param>
internal sealed record UploadPage(UploadForm Form, IReadOnlyList<Uploaded> Uploaded) : IFormPage<UploadForm>;
