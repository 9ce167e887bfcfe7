using System.ComponentModel.DataAnnotations;
using System.Globalization;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Ui.Forms;

namespace CitesDesMetiers.Web.Newsletter.News;

/// <summary>The texts that a news item shows with one of its pictures.</summary>
public class PictureWords
{
    [Display(Name = "Texte de remplacement"), Line(MediaFile.AlternativeTextLength)]
    public string? AlternativeText { get; set; }

    [Display(Name = "Légende"), Line(NewsPicture.CaptionLength)]
    public string? Caption { get; set; }

    [Display(Name = "Crédit"), Line(MediaFile.CreditLength)]
    public string? Credit { get; set; }

    public static PictureWords From(NewsPicture picture) =>
        new() { AlternativeText = picture.AlternativeText, Caption = picture.Caption, Credit = picture.Credit };

    public void ApplyTo(NewsPicture picture) => picture.Describe(AlternativeText, Caption, Credit);

    /// <summary>Returns all texts, for the comparison of two forms.</summary>
    public override string ToString() =>
        string.Join(" – ", new[] { AlternativeText, Caption, Credit }.Select(words => words?.Trim()).Where(words => !string.IsNullOrEmpty(words)));

    internal static string KeyOf(int mediaFileId) => mediaFileId.ToString(CultureInfo.InvariantCulture);

    /// <summary>Id of the input element that holds the alternative text.</summary>
    internal static string FieldOf(int mediaFileId) => $"{nameof(NewsForm.Pictures)}_{KeyOf(mediaFileId)}__{nameof(AlternativeText)}";
}
