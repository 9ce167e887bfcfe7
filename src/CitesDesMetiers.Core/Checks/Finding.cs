namespace CitesDesMetiers.Core.Checks;

public enum CheckState
{
    Ok,
    ToFix,

    /// <summary>The check could not be done.</summary>
    Unknown,

    /// <summary>For information only.</summary>
    Information,
}

/// <summary>A record of the DNS to publish.</summary>
/// <param name="Name">The name without the final dot.</param>
public sealed record DnsRecord(string Name, string Value)
{
    /// <summary>The record as a line of a zone file, in strings of at most 255 characters (RFC 1035 3.3).</summary>
    public string ZoneLine => $"{Name}. IN TXT {string.Join(' ', Value.Chunk(255).Select(c => $"\"{new string(c)}\""))}";
}

/// <summary>The result of a check, in French.</summary>
/// <param name="Subject">What was checked: a domain, a relay, a folder …</param>
/// <param name="Sentence">What was found.</param>
public sealed record Finding(string Subject, CheckState State, string Sentence)
{
    /// <summary>Additional remarks.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>The exact record to publish; null when there is none.</summary>
    public DnsRecord? Publish { get; init; }

    public static Finding NotChecked(string subject, string reason) =>
        new(subject, CheckState.Unknown, $"Non vérifié\u00a0: {reason}. Relancez la vérification dans quelques minutes.");
}

/// <summary>Findings that belong together.</summary>
/// <param name="Title">In French.</param>
/// <param name="Meaning">What the checks are for, in one French sentence.</param>
public sealed record CheckSection(string Title, string Meaning, IReadOnlyList<Finding> Findings);

/// <param name="At">UTC.</param>
public sealed record CheckReport(IReadOnlyList<CheckSection> Sections, DateTime At)
{
    public int Count(CheckState state) => Sections.Sum(s => s.Findings.Count(f => f.State == state));
}
