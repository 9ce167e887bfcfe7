namespace CitesDesMetiers.Core.Issues;

/// <summary>The result of checking a link.</summary>
public enum LinkState
{
    /// <summary>Not checked yet.</summary>
    Waiting,

    /// <summary>The server answered successfully.</summary>
    Alive,

    /// <summary>The server answered with an error, such as 404.</summary>
    Broken,

    /// <summary>The server did not answer, or not in time.</summary>
    Unreachable,

    /// <summary>The link leads to a private address, which the site does not request.</summary>
    Refused,
}

/// <summary>A link in an issue being composed, and the result of its check. One row for each address.</summary>
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
