namespace CitesDesMetiers.Core.Values;

/// <summary>
/// An entity that two people may edit at once. The context sets a new <see cref="Version"/> at every save, so that both databases detect
/// concurrent changes in the same way.
/// </summary>
public interface IVersioned
{
    /// <summary>The concurrency token, sent with the edit form and compared when the form is posted.</summary>
    Guid Version { get; }
}
