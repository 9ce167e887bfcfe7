namespace CitesDesMetiers.Core.Issues;

/// <summary>What came of looking whether a link leads somewhere.</summary>
public enum LinkState
{
    /// <summary>Not looked at yet.</summary>
    Waiting,

    /// <summary>It answers.</summary>
    Alive,

    /// <summary>It answers that there is nothing, or an error.</summary>
    Broken,

    /// <summary>Nobody answers, or not in time.</summary>
    Unreachable,

    /// <summary>It leads to a private address, where the site does not go.</summary>
    Refused,
}

/// <summary>A link found in an issue being composed, and whether it leads somewhere. One row an address.</summary>
/// <param name="url">Absolute, http or https.</param>
/// <param name="urlHash">SHA-256 of the address, lower-case hexadecimal: addresses are too long to be a key.</param>
public class LinkCheck(string url, string urlHash)
{
    public int Id { get; private set; }
    public string Url { get; private set; } = url;
    public string UrlHash { get; private set; } = urlHash;
    public LinkState State { get; private set; }

    /// <summary>HTTP status of the last answer.</summary>
    public int? Status { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? CheckedAt { get; private set; }

    public void Found(LinkState state, int? status, DateTime now) => (State, Status, CheckedAt) = (state, status, now);
}
