using AngleSharp.Html.Dom;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Sending.Copies;

namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>All that the lines of the checklist look at, gathered once: they only read.</summary>
public sealed record Dossier
{
    public required int IssueId { get; init; }
    public required EditionContent Content { get; init; }
    public required RenderedMail Mail { get; init; }

    /// <summary>The HTML of the mail.</summary>
    public required IHtmlDocument Page { get; init; }
    public required SiteOptions Site { get; init; }

    /// <summary>In Paris.</summary>
    public required DateOnly Today { get; init; }
    public required DeskLocations Places { get; init; }

    /// <summary>The pictures that the mail shows, by <see cref="MediaFile.Name"/>; a name without one leads nowhere.</summary>
    public IReadOnlyDictionary<string, KnownPicture> Pictures { get; init; } = new Dictionary<string, KnownPicture>();

    /// <summary>Links that were looked at and lead nowhere, by address.</summary>
    public IReadOnlyDictionary<string, DeadLink> DeadLinks { get; init; } = new Dictionary<string, DeadLink>();

    /// <summary>News that stand in the issue without being accepted any more.</summary>
    public IReadOnlyList<UnacceptedNews> Unaccepted { get; init; } = [];
    public bool HasSubscribers { get; init; } = true;

    /// <summary>How many subscribers it would go to now.</summary>
    public int Recipients { get; init; } = 1;

    /// <summary>Who they are, in words.</summary>
    public string AudienceWords { get; init; } = "";

    /// <summary>Names of Cités, towns and people, as they are written.</summary>
    public IReadOnlyList<string> KnownNames { get; init; } = [];

    /// <summary>What editors let pass, by <see cref="Finding.PassageHash"/>.</summary>
    public IReadOnlyDictionary<string, Waiver> Waivers { get; init; } = new Dictionary<string, Waiver>();

    /// <summary>The agenda is left out on purpose: its section is hidden.</summary>
    public bool HidesAgenda { get; init; }

    /// <summary>There is no relay and there are people to write to: they would get nothing.</summary>
    public bool LacksRelay { get; init; }

    /// <summary>Bytes of one copy as it would be sent; 0 where it does not matter.</summary>
    public long MessageSize { get; init; }

    /// <summary>Bytes that the relay takes at most; null where it has no limit, or did not say.</summary>
    public long? RelayLimit { get; init; }

    /// <summary>Whether the site itself is a trial on somebody's computer.</summary>
    public bool IsTrial => Addresses.IsOfDevelopment(Site.PublicUri);
}

/// <param name="MailBytes">Of the size for mails.</param>
/// <param name="LargeBytes">Of the size for reading.</param>
public sealed record KnownPicture(int Id, long MailBytes, long LargeBytes);

/// <param name="Status">HTTP status, if it answered.</param>
public sealed record DeadLink(LinkState State, int? Status);

public sealed record UnacceptedNews(int Id, string Title);
