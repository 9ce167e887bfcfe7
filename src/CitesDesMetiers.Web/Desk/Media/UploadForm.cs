using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Web.Ui.Forms;

namespace CitesDesMetiers.Web.Desk.Media;

/// <summary>Several pictures to be added at once, each with what it shows; credit and licence are those of all.</summary>
public class UploadForm
{
    public const int Rows = 6;

    public IList<UploadRow> Pictures { get; set; } = [];

    [Display(Name = "Crédit"), Line(MediaFile.CreditLength)]
    public string? Credit { get; set; }

    [Display(Name = "Licence"), Line(MediaFile.LicenceLength)]
    public string? Licence { get; set; }

    /// <summary>With as many rows as the page shows.</summary>
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

    /// <summary>Name of the picture that came with the row before it was refused.</summary>
    public string? KeptPicture { get; set; }

    [Display(Name = "Texte de remplacement"), Line(MediaFile.AlternativeTextLength)]
    public string? AlternativeText { get; set; }
}

/// <summary>A picture that was taken in.</summary>
/// <param name="WasKnown">Its very content was in the library already.</param>
/// <param name="Alike">Others that look like it.</param>
public sealed record Uploaded(int Id, string AlternativeText, string ThumbnailPath, bool WasKnown, IReadOnlyList<MediaRow> Alike)
{
    /// <summary>For a known picture: what was typed this time, to be taken in place of what is stored; null where it is the same.</summary>
    public MediaForm? Offered { get; init; }

    /// <summary>The offered words in one line.</summary>
    public string OfferedWords => string.Join(" – ", new[] { Offered?.AlternativeText, Offered?.Credit, Offered?.Licence }.Where(words => !string.IsNullOrEmpty(words)));
}
