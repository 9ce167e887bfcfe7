namespace CitesDesMetiers.Core.Values;

/// <summary>An entity that says when it was last changed, which is written down at every save.</summary>
public interface IDated
{
    /// <summary>UTC.</summary>
    DateTime ChangedAt { get; }
}
