using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Web.Ui.Forms;

namespace CitesDesMetiers.Web.Desk.Media;

public class MediaForm : IVersionedForm
{
    public Guid Version { get; set; }

    [Display(Name = "Texte de remplacement"), Line(MediaFile.AlternativeTextLength, Required = true)]
    public string? AlternativeText { get; set; }

    [Display(Name = "Crédit"), Line(MediaFile.CreditLength)]
    public string? Credit { get; set; }

    [Display(Name = "Licence"), Line(MediaFile.LicenceLength)]
    public string? Licence { get; set; }

    /// <summary>In per cent of the width, from the left.</summary>
    [Display(Name = "Point d’intérêt : % depuis la gauche"), Range(0, 100, ErrorMessage = "Point d’intérêt : entre 0 et 100 % depuis la gauche.")]
    public int FocalX { get; set; } = 50;

    /// <summary>In per cent of the height, from the top.</summary>
    [Display(Name = "Point d’intérêt : % depuis le haut"), Range(0, 100, ErrorMessage = "Point d’intérêt : entre 0 et 100 % depuis le haut.")]
    public int FocalY { get; set; } = 50;

    public static MediaForm From(MediaFile media) => new()
    {
        Version = media.Version,
        AlternativeText = media.AlternativeText,
        Credit = media.Credit,
        Licence = media.Licence,
        FocalX = (int)Math.Round(media.FocalX * 100),
        FocalY = (int)Math.Round(media.FocalY * 100),
    };

    public void ApplyTo(MediaFile media)
    {
        media.Describe(AlternativeText!, Credit);
        media.License(Licence);
        media.Focus(FocalX / 100.0, FocalY / 100.0);
    }
}

/// <summary>The part to cut out of a picture, in per cent of its width and height.</summary>
public class CropForm
{
    [Display(Name = "Bord gauche, %"), Range(0, 99, ErrorMessage = "Bord gauche : entre 0 et 99 %.")]
    public int Left { get; set; }

    [Display(Name = "Bord haut, %"), Range(0, 99, ErrorMessage = "Bord haut : entre 0 et 99 %.")]
    public int Top { get; set; }

    [Display(Name = "Largeur, %"), Range(1, 100, ErrorMessage = "Largeur : entre 1 et 100 %.")]
    public int Width { get; set; } = 100;

    [Display(Name = "Hauteur, %"), Range(1, 100, ErrorMessage = "Hauteur : entre 1 et 100 %.")]
    public int Height { get; set; } = 100;

    [Display(Name = "Texte de remplacement de la partie"), Line(MediaFile.AlternativeTextLength, Required = true)]
    public string? PartText { get; set; }
}
