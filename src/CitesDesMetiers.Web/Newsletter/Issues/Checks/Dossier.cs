using AngleSharp.Html.Dom;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Sending.Copies;
using CitesDesMetiers.Web.Newsletter.Issues.Translations;

namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>All inputs of the checks, read once. The checks do not change them.</summary>
public sealed record Dossier
{
    public required int IssueId { get; init; }
    public required EditionContent Content { get; init; }
    public required RenderedMail Mail { get; init; }

    /// <summary>The HTML of the mail.</summary>
    public required IHtmlDocument Page { get; init; }
    public required SiteOptions Site { get; init; }

    /// <summary>The current date in Paris.</summary>
    public required DateOnly Today { get; init; }
    public required DeskLocations Places { get; init; }

    /// <summary>The pictures of the mail, by <see cref="MediaFile.Name"/>. A name that is missing here has no picture.</summary>
    public IReadOnlyDictionary<string, KnownPicture> Pictures { get; init; } = new Dictionary<string, KnownPicture>();

    /// <summary>The links that were checked and failed, by address.</summary>
    public IReadOnlyDictionary<string, DeadLink> DeadLinks { get; init; } = new Dictionary<string, DeadLink>();

    /// <summary>News in the issue that are no longer accepted.</summary>
    public IReadOnlyList<UnacceptedNews> Unaccepted { get; init; } = [];

    /// <summary>The translation beside its original; null for an issue that is no translation.</summary>
    public TranslatedIssue? Translation { get; init; }
    public bool HasSubscribers { get; init; } = true;

    /// <summary>The current number of recipients.</summary>
    public int Recipients { get; init; } = 1;

    /// <summary>The recipients, described in French.</summary>
    public string AudienceWords { get; init; } = "";

    /// <summary>Names of Cités, towns and people.</summary>
    public IReadOnlyList<string> KnownNames { get; init; } = [];

    /// <summary>The findings that editors allowed, by <see cref="Finding.PassageHash"/>.</summary>
    public IReadOnlyDictionary<string, Waiver> Waivers { get; init; } = new Dictionary<string, Waiver>();

    /// <summary>Whether the agenda is left out on purpose, because its section is hidden.</summary>
    public bool HidesAgenda { get; init; }

    /// <summary>Whether there are recipients but no relay to send through.</summary>
    public bool LacksRelay { get; init; }

    /// <summary>The size of one copy in bytes; 0 when no check needs it.</summary>
    public long MessageSize { get; init; }

    /// <summary>The largest message that the relay accepts, in bytes; null if it has no limit or announced none.</summary>
    public long? RelayLimit { get; init; }

    /// <summary>Whether the site runs as a trial on a local computer.</summary>
    public bool IsTrial => Addresses.IsOfDevelopment(Site.PublicUri);
}

/// <param name="MailBytes">Size of the version for mails, in bytes.</param>
/// <param name="LargeBytes">Size of the version for reading, in bytes.</param>
public sealed record KnownPicture(int Id, long MailBytes, long LargeBytes);

/// <param name="Status">HTTP status; null without a response.</param>
public sealed record DeadLink(LinkState State, int? Status);

public sealed record UnacceptedNews(int Id, string Title);
