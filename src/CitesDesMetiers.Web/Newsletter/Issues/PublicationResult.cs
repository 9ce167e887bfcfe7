using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Newsletter.Issues.Checks;

namespace CitesDesMetiers.Web.Newsletter.Issues;

/// <summary>What became of a publication. All but <see cref="Published"/> say why nothing was published.</summary>
public abstract record PublicationResult
{
    private PublicationResult()
    {
    }

    /// <summary>The edition is frozen and its dispatch has begun.</summary>
    /// <param name="Recipients">How many deliveries were queued.</param>
    public sealed record Published(Edition Edition, int Recipients, int DispatchId) : PublicationResult;

    /// <summary>The checklist found something that blocks.</summary>
    public sealed record Blocked(IReadOnlyList<Finding> Findings) : PublicationResult;

    /// <summary>Nobody has approved what the issue says now.</summary>
    public sealed record NotApproved : PublicationResult;

    /// <summary>There are warnings that nobody has read.</summary>
    public sealed record UnreadWarnings : PublicationResult;

    /// <summary>It was published, changed or unscheduled in the meantime, or its last recipient left.</summary>
    public sealed record Overtaken : PublicationResult;
}
