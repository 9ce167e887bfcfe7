namespace CitesDesMetiers.Core.Values;

/// <summary>
/// An entity whose deletion can be undone until it is purged. Its row stays, hidden from queries unless they use
/// <c>IgnoreQueryFilters</c>. Pictures are the exception: whatever uses one still shows it.
/// </summary>
public interface IDeletable
{
    /// <summary>UTC; null when not deleted.</summary>
    DateTime? DeletedAt { get; }

    void Delete(DateTime now);

    /// <summary>Undoes the deletion.</summary>
    void Restore();
}
