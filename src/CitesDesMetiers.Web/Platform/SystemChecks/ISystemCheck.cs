using CitesDesMetiers.Core.Checks;

namespace CitesDesMetiers.Web.Platform.SystemChecks;

/// <summary>Looks at one thing that the site needs, and says in French what it found.</summary>
public interface ISystemCheck
{
    string Title { get; }

    /// <summary>What it is for, in one sentence.</summary>
    string Meaning { get; }

    Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellation);
}
