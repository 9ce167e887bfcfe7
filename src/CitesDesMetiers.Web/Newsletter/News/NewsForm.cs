using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Newsletter.Cites;
using CitesDesMetiers.Web.Ui.Forms;

namespace CitesDesMetiers.Web.Newsletter.News;

/// <summary>The form of a news item. Lists are arrays, because the binder does not replace other lists that are already set.</summary>
public class NewsForm : IFormWithNewCite
{
    public Guid Version { get; set; }

    [Display(Name = "Titre"), Line(NewsItem.TitleLength, Required = true)]
    public string? Title { get; set; }

    [Display(Name = "Texte"), Paragraphs(NewsItem.BodyLength)]
    public string? Body { get; set; }

    [Display(Name = "Langue du texte"), Language]
    public string? Language { get; set; } = "fr";

    [Display(Name = "Cité")]
    public int? CiteId { get; set; }

    public NewCite NewCite { get; set; } = new();

    [Display(Name = "Contact en fin de nouvelle")]
    public int? ContactId { get; set; }

    /// <summary>The name of a contact to add to the directory and to put at the end; blank for the one that is chosen.</summary>
    [Display(Name = "Nom du nouveau contact"), Line(Contact.NameLength)]
    public string? NewContactName { get; set; }

    [Display(Name = "Fonction"), Line(Contact.NameLength)]
    public string? NewContactRole { get; set; }

    [Display(Name = "Adresse électronique"), MailAddress]
    public string? NewContactAddress { get; set; }

    [Display(Name = "Thèmes")]
    public int[] ThemeIds { get; set; } = [];

    [Display(Name = "Ajouter une image")]
    public IFormFile? Picture { get; set; }

    /// <summary>Name of the picture that was uploaded before the form was refused. It need not be uploaded again.</summary>
    public string? KeptPicture { get; set; }

    [Display(Name = "Texte de remplacement"), Line(MediaFile.AlternativeTextLength)]
    public string? AlternativeText { get; set; }

    [Display(Name = "Crédit"), Line(MediaFile.CreditLength)]
    public string? Credit { get; set; }

    [Display(Name = "Légende"), Line(NewsPicture.CaptionLength)]
    public string? Caption { get; set; }

    /// <summary>The texts of the item's pictures, by <see cref="MediaFile.Id"/>.</summary>
    [Display(Name = "Images")]
    public SortedDictionary<string, PictureWords> Pictures { get; } = [];

    /// <summary>The step that the pressed button asks for beyond saving: propose the item, or accept it.</summary>
    public NewsStep Step { get; set; }

    /// <summary>Ids of the pictures to remove from the item.</summary>
    public int[] RemovedPictures { get; set; } = [];

    public static NewsForm From(NewsItem news)
    {
        var form = new NewsForm
        {
            Version = news.Version,
            Title = news.Title,
            Body = news.Body,
            Language = news.Language,
            CiteId = news.CiteId,
            ContactId = news.ContactId,
            ThemeIds = [.. news.Themes.Select(t => t.Id).Order()],
        };
        foreach (var picture in news.Pictures)
        {
            form.Pictures.Add(PictureWords.KeyOf(picture.MediaFileId), PictureWords.From(picture));
        }

        return form;
    }

    /// <summary>The texts of a picture from the form; the stored ones when the form has none.</summary>
    internal PictureWords WordsOf(NewsPicture picture) =>
        Pictures.GetValueOrDefault(PictureWords.KeyOf(picture.MediaFileId)) ?? PictureWords.From(picture);
}

public enum NewsStep
{
    Save,
    Submit,
    Accept,

    /// <summary>Accept, and put into the issue from which the form was opened.</summary>
    Place,
}
