using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Settings;

/// <summary>
/// The settings of the newsletter, in one row: the masthead, the legal imprint (LCEN art. 1-1), and the defaults of a new issue.
/// </summary>
public class NewsletterSettings : IVersioned
{
    public const int OnlyId = 1;
    public const int TestAddressesLength = 3_000;
    public const int MastheadLength = 120;

    public int Id { get; private set; } = OnlyId;
    public Guid Version { get; private set; }
    public string NewsletterName { get; private set; } = "InfoLettre";
    public string NetworkName { get; private set; } = "Réseau international des Cités des métiers";
    public string? NetworkWebSite { get; private set; }

    /// <summary>The article of the name in a sentence; null for the usual one.</summary>
    public Article? NewsletterArticle { get; private set; }
    public Article? NetworkArticle { get; private set; }
    public Article? PublisherArticle { get; private set; }

    /// <summary>The publisher named in the imprint.</summary>
    public string PublisherName { get; private set; } = "Réseau international des Cités des métiers";
    public string PublisherAddress { get; private set; } = "";

    /// <summary>Directeur ou directrice de la publication.</summary>
    public string PublicationDirector { get; private set; } = "";

    /// <summary>Name, address and telephone of the hosting provider.</summary>
    public string HostedBy { get; private set; } = "";
    public string ContactAddress { get; private set; } = "";

    /// <summary>The contact address for personal data.</summary>
    public string PrivacyAddress { get; private set; } = "";

    /// <summary>The call to subscribe at the end of each issue, before the link to the form.</summary>
    public string? SubscriptionCall { get; private set; }
    public string? Salutation { get; private set; }
    public string? ContactNotice { get; private set; }
    public string? Closing { get; private set; }

    /// <summary>See <see cref="TeamMember.ParseAll"/>.</summary>
    public string? Team { get; private set; }

    /// <summary>The addresses of those who read each issue before it goes out, one a line; null until editors keep some.</summary>
    public string? TestAddresses { get; private set; }

    public void KeepTestAddresses(string addresses) => TestAddresses = Text.Paragraphs(addresses, TestAddressesLength, nameof(addresses));

    public void Name(string newsletter, string network, string? networkWebSite)
    {
        NewsletterName = Text.Line(newsletter, 60, nameof(newsletter));
        NetworkName = Text.Line(network, 120, nameof(network));
        NetworkWebSite = WebAddress.Check(networkWebSite, nameof(networkWebSite));
    }

    /// <summary>The line under the name in the masthead; null for none.</summary>
    public string? Masthead { get; private set; }

    /// <summary>The picture in the masthead; null for none.</summary>
    public int? LogoId { get; private set; }
    public MediaFile? Logo { get; private set; }

    /// <summary>The width at which the logo is shown, in pixels; null without one.</summary>
    public int? LogoWidth { get; private set; }

    /// <summary>The colour of links and buttons; null for the usual one.</summary>
    public Colour? LinkColour { get; private set; }

    /// <summary>The colour of dates and of the agenda; null for the usual one.</summary>
    public Colour? DateColour { get; private set; }

    /// <summary>Null for the usual one.</summary>
    public NetworkLook? Look => Masthead is null && Logo is null && LinkColour is null && DateColour is null
        ? null
        : new NetworkLook(Masthead, Logo?.Name, Logo?.Extension, LogoWidth, LinkColour?.Value, DateColour?.Value);

    /// <summary>Whether the dashboard no longer shows what is left to set up.</summary>
    public bool SetUpIsHidden { get; private set; }

    public void HideSetUp() => SetUpIsHidden = true;

    /// <exception cref="ArgumentException">A colour cannot be read: see <see cref="Colour.IsReadable"/>.</exception>
    /// <param name="logoWidth">See <see cref="LogoWidth"/>.</param>
    public void Dress(string? masthead, MediaFile? logo, int? logoWidth, Colour? links, Colour? dates)
    {
        Masthead = Text.OptionalLine(masthead, MastheadLength, nameof(masthead));
        (Logo, LogoId, LogoWidth) = (logo, logo?.Id, logo is null ? null : logoWidth);
        (LinkColour, DateColour) = (Readable(links), Readable(dates));
    }

    /// <summary>"l’InfoLettre", "de l’InfoLettre", "à l’InfoLettre".</summary>
    public Named Newsletter => Named.From(NewsletterName, NewsletterArticle);

    public Named Network => Named.From(NetworkName, NetworkArticle);

    public Named Publisher => Named.From(PublisherName, PublisherArticle);

    /// <summary>Sets the article that each name takes in a sentence; null leaves it to <see cref="Named.From"/>.</summary>
    public void GiveArticles(Article? newsletter, Article? network, Article? publisher) =>
        (NewsletterArticle, NetworkArticle, PublisherArticle) = (newsletter, network, publisher);

    public void Identify(string publisher, string address, string director, string hostedBy, string contactAddress, string privacyAddress)
    {
        PublisherName = Text.Line(publisher, 200, nameof(publisher));
        PublisherAddress = Text.Paragraphs(address, 500, nameof(address)) ?? "";
        PublicationDirector = Text.OptionalLine(director, 200, nameof(director)) ?? "";
        HostedBy = Text.Paragraphs(hostedBy, 500, nameof(hostedBy)) ?? "";
        ContactAddress = EmailAddress.Parse(contactAddress).Value;
        PrivacyAddress = EmailAddress.Parse(privacyAddress).Value;
    }

    public void SetDefaults(string? subscriptionCall, string? salutation, string? contactNotice, string? closing, string? team)
    {
        SubscriptionCall = Text.Paragraphs(subscriptionCall, 500, nameof(subscriptionCall));
        Salutation = Text.OptionalLine(salutation, 200, nameof(salutation));
        ContactNotice = Text.Paragraphs(contactNotice, 500, nameof(contactNotice));
        Closing = Text.Paragraphs(closing, 500, nameof(closing));
        Team = Text.Paragraphs(team, Issue.TeamLength, nameof(team));
    }

    private static Colour? Readable(Colour? colour) =>
        colour is { IsReadable: false } ? throw new ArgumentException("The colour cannot be read.", nameof(colour)) : colour;
}
