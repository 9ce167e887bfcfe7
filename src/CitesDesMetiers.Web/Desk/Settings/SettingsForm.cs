using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Ui;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CitesDesMetiers.Web.Desk.Settings;

public class SettingsForm : IVersionedForm
{
    public Guid Version { get; set; }

    [Display(Name = "Nom de la lettre"), Line(60, Required = true)]
    public string? NewsletterName { get; set; }

    [Display(Name = "Article du nom de la lettre")]
    public Article? NewsletterArticle { get; set; }

    [Display(Name = "Nom du réseau"), Line(120, Required = true)]
    public string? NetworkName { get; set; }

    [Display(Name = "Article du nom du réseau")]
    public Article? NetworkArticle { get; set; }

    [Display(Name = "Site du réseau"), WebUrl]
    public string? NetworkWebSite { get; set; }

    [Display(Name = "Éditeur"), Line(200, Required = true)]
    public string? PublisherName { get; set; }

    [Display(Name = "Article du nom de l’éditeur")]
    public Article? PublisherArticle { get; set; }

    [Display(Name = "Adresse postale de l’éditeur"), Paragraphs(500, Required = true)]
    public string? PublisherAddress { get; set; }

    [Display(Name = "Directeur ou directrice de la publication"), Line(200)]
    public string? PublicationDirector { get; set; }

    [Display(Name = "Hébergeur"), Paragraphs(500)]
    public string? HostedBy { get; set; }

    [Display(Name = "Adresse électronique de contact"), Required(ErrorMessage = "Adresse électronique de contact : à renseigner."), MailAddress]
    public string? ContactAddress { get; set; }

    [Display(Name = "Adresse pour les données personnelles"), Required(ErrorMessage = "Adresse pour les données personnelles : à renseigner."),
        MailAddress]
    public string? PrivacyAddress { get; set; }

    [Display(Name = "Appel à s’abonner"), Paragraphs(500)]
    public string? SubscriptionCall { get; set; }

    [Display(Name = "Salutation"), Line(200)]
    public string? Salutation { get; set; }

    [Display(Name = "Annonce de l’adresse de contact"), Paragraphs(500)]
    public string? ContactNotice { get; set; }

    [Display(Name = "Mot de la fin"), Paragraphs(500)]
    public string? Closing { get; set; }

    [Display(Name = "Équipe rédactionnelle"), Paragraphs(Issue.TeamLength)]
    public string? Team { get; set; }

    /// <summary>The name with each possible article, the default one first.</summary>
    public static IReadOnlyList<SelectListItem> Articles(string? name)
    {
        var bare = string.IsNullOrWhiteSpace(name) ? "…" : name.Trim();
        return [
            new($"Selon le nom : « {Named.From(bare).The} »".Typed(), ""),
            .. Enum.GetValues<Article>().Select(a => new SelectListItem($"« {new Named(a, bare).The} »".Typed(), a.ToString())),
        ];
    }

    public static SettingsForm From(NewsletterSettings settings) => new()
    {
        Version = settings.Version,
        NewsletterName = settings.NewsletterName,
        NewsletterArticle = settings.NewsletterArticle,
        NetworkName = settings.NetworkName,
        NetworkArticle = settings.NetworkArticle,
        NetworkWebSite = settings.NetworkWebSite,
        PublisherName = settings.PublisherName,
        PublisherArticle = settings.PublisherArticle,
        PublisherAddress = settings.PublisherAddress,
        PublicationDirector = settings.PublicationDirector,
        HostedBy = settings.HostedBy,
        ContactAddress = settings.ContactAddress,
        PrivacyAddress = settings.PrivacyAddress,
        SubscriptionCall = settings.SubscriptionCall,
        Salutation = settings.Salutation,
        ContactNotice = settings.ContactNotice,
        Closing = settings.Closing,
        Team = settings.Team,
    };

    public void ApplyTo(NewsletterSettings settings)
    {
        settings.Name(NewsletterName!, NetworkName!, NetworkWebSite);
        settings.GiveArticles(NewsletterArticle, NetworkArticle, PublisherArticle);
        settings.Identify(PublisherName!, PublisherAddress!, PublicationDirector ?? "", HostedBy ?? "", ContactAddress!, PrivacyAddress!);
        settings.SetDefaults(SubscriptionCall, Salutation, ContactNotice, Closing, Team);
    }
}
