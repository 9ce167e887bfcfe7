namespace CitesDesMetiers.Sending.DomainChecks;

public enum CheckState
{
    Ok,
    ToFix,

    /// <summary>It could not be looked at.</summary>
    Unknown,

    /// <summary>Worth knowing; nothing depends on it.</summary>
    Information,
}

/// <summary>A record to publish.</summary>
/// <param name="Name">Without the final dot.</param>
public sealed record DnsRecord(string Name, string Value)
{
    /// <summary>As a zone file has it, in strings of at most 255 characters (RFC 1035 3.3).</summary>
    public string ZoneLine => $"{Name}. IN TXT {string.Join(' ', Value.Chunk(255).Select(c => $"\"{new string(c)}\""))}";
}

/// <summary>What a check found, in French.</summary>
/// <param name="Subject">What was looked at: a domain, a selector, a relay.</param>
/// <param name="Sentence">What was found.</param>
public sealed record DomainFinding(string Subject, CheckState State, string Sentence)
{
    /// <summary>What to know besides.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>What to publish, exactly; null where there is nothing to.</summary>
    public DnsRecord? Publish { get; init; }

    public static DomainFinding NotChecked(string subject, string reason) =>
        new(subject, CheckState.Unknown, $"Non vérifié\u00a0: {reason}. Relancez la vérification dans quelques minutes.");
}

/// <summary>How long the checks may take, all of them together.</summary>
public sealed record DomainCheckLimits
{
    /// <summary>Somebody waits for the page.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(7);

    /// <summary>For an answer of the resolver, which is asked twice.</summary>
    public TimeSpan Lookup { get; init; } = TimeSpan.FromSeconds(2);
}
