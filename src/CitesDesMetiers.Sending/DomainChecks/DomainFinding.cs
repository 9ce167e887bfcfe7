namespace CitesDesMetiers.Sending.DomainChecks;

public enum CheckState
{
    Ok,
    ToFix,

    /// <summary>The check could not be done.</summary>
    Unknown,

    /// <summary>For information only.</summary>
    Information,
}

/// <summary>A record to publish.</summary>
/// <param name="Name">The name without the final dot.</param>
public sealed record DnsRecord(string Name, string Value)
{
    /// <summary>The record as a line of a zone file, in strings of at most 255 characters (RFC 1035 3.3).</summary>
    public string ZoneLine => $"{Name}. IN TXT {string.Join(' ', Value.Chunk(255).Select(c => $"\"{new string(c)}\""))}";
}

/// <summary>The result of a check, in French.</summary>
/// <param name="Subject">What was checked: a domain, a selector or a relay.</param>
/// <param name="Sentence">What was found.</param>
public sealed record DomainFinding(string Subject, CheckState State, string Sentence)
{
    /// <summary>Additional remarks.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>The exact record to publish; null when there is none.</summary>
    public DnsRecord? Publish { get; init; }

    public static DomainFinding NotChecked(string subject, string reason) =>
        new(subject, CheckState.Unknown, $"Non vérifié\u00a0: {reason}. Relancez la vérification dans quelques minutes.");
}

/// <summary>The time limits of the checks.</summary>
public sealed record DomainCheckLimits
{
    /// <summary>For all checks together: a person waits for the page.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(7);

    /// <summary>For one query of a resolver, which is tried twice.</summary>
    public TimeSpan Lookup { get; init; } = TimeSpan.FromSeconds(2);
}
