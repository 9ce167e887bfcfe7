namespace CitesDesMetiers.Sending.DomainChecks;

/// <summary>The time limits of the checks.</summary>
public sealed record DomainCheckLimits
{
    /// <summary>For all checks together: a person waits for the page.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(7);

    /// <summary>For one query of a resolver, which is tried twice.</summary>
    public TimeSpan Lookup { get; init; } = TimeSpan.FromSeconds(2);
}
