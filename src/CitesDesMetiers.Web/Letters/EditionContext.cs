using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Settings;

namespace CitesDesMetiers.Web.Letters;

/// <summary>An edition being rendered, and every address its mail links to.</summary>
/// <param name="slug">Of the edition, under <c>/numeros/</c>.</param>
public sealed class EditionContext(SiteOptions site, EditionContent content, string slug) : MailContext(site, content.Language)
{
    public EditionContent Content => content;

    public string ReadOnline => Url("/numeros/" + slug);

    public string Archive => Url("/numeros");

    public string Subscribe => Url("/inscription");

    public string Privacy => Url("/confidentialite");

    /// <summary>With the mark that becomes the recipient's token: in this address and the next alone two copies differ.</summary>
    public string Unsubscribe => Url("/desinscription/" + RecipientMarks.Token);

    /// <summary>Of the page on which the recipient says what they want to receive, and how.</summary>
    public string Manage => Url("/abonnement/" + RecipientMarks.ManageToken);

    public bool HasEditorial => content.Editorial is { Salutation: not null } or { Html.Length: > 0 } or { Signatory: not null };

    public string ArticlePage(EditionArticle article) => Url("/actualites/" + article.Slug);

    /// <summary>The variant of at most 1,200 pixels.</summary>
    public string Picture(EditionPicture picture) => Url($"/images/{picture.Name}-courriel.{picture.Extension}");

    /// <summary>The language to announce for an article, or null where it is the edition's.</summary>
    public string? OwnLanguage(EditionArticle article) => article.Language == content.Language ? null : article.Language;

    public static string AnchorOf(EditionSection section) => "s-" + section.Anchor;

    public static string AnchorOf(EditionArticle article) => $"n-{article.NewsItemId}";
}
