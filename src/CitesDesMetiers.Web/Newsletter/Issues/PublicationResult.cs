using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Newsletter.Issues.Checks;

namespace CitesDesMetiers.Web.Newsletter.Issues;

/// <summary>The result of a publication. All results but <see cref="Published"/> say why nothing was published.</summary>
public abstract record PublicationResult
{
    private PublicationResult()
    {
    }

    /// <summary>The edition is frozen and its dispatch has started.</summary>
    /// <param name="Recipients">The number of deliveries queued.</param>
    public sealed record Published(Edition Edition, int Recipients, int DispatchId) : PublicationResult;

    /// <summary>Findings of the checklist block the issue.</summary>
    public sealed record Blocked(IReadOnlyList<Finding> Findings) : PublicationResult;

    /// <summary>The current content of the issue is not approved.</summary>
    public sealed record NotApproved : PublicationResult;

    /// <summary>Nobody has read the warnings.</summary>
    public sealed record UnreadWarnings : PublicationResult;

    /// <summary>The issue was published, changed or unscheduled meanwhile, or its last recipient left.</summary>
    public sealed record ChangedMeanwhile : PublicationResult;
}
