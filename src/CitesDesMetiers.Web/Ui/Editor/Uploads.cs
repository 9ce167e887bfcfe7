using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Ui.Forms;

namespace CitesDesMetiers.Web.Ui.Editor;

/// <summary>A picture to insert into a text.</summary>
public class PictureUpload
{
    public IFormFile? File { get; set; }

    [Display(Name = "Texte de remplacement"), Line(MediaFile.AlternativeTextLength, Required = true)]
    public string? AlternativeText { get; set; }

    [Display(Name = "Légende"), Line(NewsPicture.CaptionLength)]
    public string? Caption { get; set; }

    [Display(Name = "Crédit"), Line(MediaFile.CreditLength)]
    public string? Credit { get; set; }

    [Display(Name = "Licence"), Line(MediaFile.LicenceLength)]
    public string? Licence { get; set; }
}

/// <summary>A video on another site, shown as a thumbnail with a link.</summary>
public class VideoUpload
{
    [Display(Name = "Adresse de la vidéo"), Required(ErrorMessage = "Adresse de la vidéo : à renseigner."), WebUrl]
    public string? Url { get; set; }

    [Display(Name = "Titre de la vidéo"), Line(NewsItem.TitleLength, Required = true)]
    public string? Title { get; set; }

    /// <summary>The background of the play sign; null for a plain background.</summary>
    public IFormFile? File { get; set; }
}
