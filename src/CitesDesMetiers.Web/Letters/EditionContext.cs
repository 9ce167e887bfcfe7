using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Letters.Parts;

namespace CitesDesMetiers.Web.Letters;

/// <summary>
/// An edition being rendered, and all addresses of its mail. It is rendered once for all recipients: copies differ only in the
/// placeholders of <see cref="RecipientMarks"/>. The same content and site address give the same bytes.
/// </summary>
/// <param name="slug">The part of the edition's address after <c>/numeros/</c>.</param>
public sealed class EditionContext(SiteOptions site, EditionContent content, string slug) : MailContext(site, content.Language)
{
    internal override Type Component => typeof(EditionLetter);

    public EditionContent Content => content;

    public override NetworkLook? Look => content.Look;

    public string ReadOnline => Url(SiteAddresses.Issue(slug));

    public string Archive => Url(SiteAddresses.Archive);

    public string Subscribe => Url(SubscriptionAddresses.SignUp);

    public string Privacy => Url(SiteAddresses.Privacy);

    /// <summary>Contains the placeholder for the recipient's token. Only this address and the next differ between copies.</summary>
    public string Unsubscribe => Url(SubscriptionAddresses.LeavingRoot + RecipientMarks.Token);

    /// <summary>Address of the page where the recipient manages the subscription.</summary>
    public string Manage => Url(SubscriptionAddresses.ManageRoot + RecipientMarks.ManageToken);

    public bool HasEditorial => content.Editorial is { Salutation: not null } or { Html.Length: > 0 } or { Signatory: not null };

    public string ArticlePage(EditionArticle article) => Url(SiteAddresses.Article(article.Slug));

    /// <summary>Address of the variant of at most 1,200 pixels.</summary>
    public string Picture(EditionPicture picture) => Url(PictureAddresses.Mail(picture.Name, picture.Extension));

    /// <summary>The language of an article, or null when it is that of the edition.</summary>
    public string? OwnLanguage(EditionArticle article) => article.Language == content.Language ? null : article.Language;

    internal override string WriteText() => new EditionText(this).Write();

    public static string AnchorOf(EditionSection section) => "s-" + section.Anchor;

    public static string AnchorOf(EditionArticle article) => $"n-{article.NewsItemId}";
}
