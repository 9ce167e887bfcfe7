using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Ui.Forms;

namespace CitesDesMetiers.Web.Newsletter.News;

/// <summary>What a news item's form holds. Lists are arrays: the binder leaves another list that is there already as it is.</summary>
public class NewsForm : IEntryForm
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

    [Display(Name = "Contact en fin de nouvelle")]
    public int? ContactId { get; set; }

    [Display(Name = "Thèmes")]
    public int[] ThemeIds { get; set; } = [];

    [Display(Name = "Ajouter une image")]
    public IFormFile? Picture { get; set; }

    /// <summary>Name of the picture that came with the form before it was refused; the next one need not bring it.</summary>
    public string? KeptPicture { get; set; }

    [Display(Name = "Texte de remplacement"), Line(MediaFile.AlternativeTextLength)]
    public string? AlternativeText { get; set; }

    [Display(Name = "Crédit"), Line(MediaFile.CreditLength)]
    public string? Credit { get; set; }

    [Display(Name = "Légende"), Line(NewsPicture.CaptionLength)]
    public string? Caption { get; set; }

    /// <summary>The words of the pictures the item has, by <see cref="MediaFile.Id"/>.</summary>
    [Display(Name = "Images")]
    public SortedDictionary<string, PictureWords> Pictures { get; } = [];

    /// <summary>What the pressed button asks beyond saving: propose it, or take it into the pool.</summary>
    public NewsStep Step { get; set; }

    /// <summary>Pictures to take out of the item.</summary>
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

    /// <summary>What the form says of a picture of the item; what is stored where it says nothing.</summary>
    internal PictureWords WordsOf(NewsPicture picture) => Pictures.GetValueOrDefault(PictureWords.KeyOf(picture.MediaFileId)) ?? PictureWords.From(picture);
}

public enum NewsStep
{
    Save,
    Submit,
    Accept,
}
