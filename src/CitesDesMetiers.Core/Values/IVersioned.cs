namespace CitesDesMetiers.Core.Values;

/// <summary>
/// An entity that two people may edit at once. The context draws a new <see cref="Version"/> at every save, so that both
/// database providers detect a concurrent change in the same way.
/// </summary>
public interface IVersioned
{
    /// <summary>The concurrency token: sent with the edit form and compared when it comes back.</summary>
    Guid Version { get; }
}
