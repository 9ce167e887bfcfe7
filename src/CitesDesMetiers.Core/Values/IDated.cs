namespace CitesDesMetiers.Core.Values;

/// <summary>An entity whose last change is recorded at every save.</summary>
public interface IDated
{
    /// <summary>UTC.</summary>
    DateTime ChangedAt { get; }
}
