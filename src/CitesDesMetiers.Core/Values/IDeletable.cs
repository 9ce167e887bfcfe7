namespace CitesDesMetiers.Core.Values;

/// <summary>
/// Something whose deletion can be undone: it stays in its row, where no query sees it unless it asks
/// (<c>IgnoreQueryFilters</c>), until it is purged. Pictures are the exception: what uses one still shows it.
/// </summary>
public interface IDeletable
{
    /// <summary>UTC; null while it is there.</summary>
    DateTime? DeletedAt { get; }

    void Delete(DateTime now);

    /// <summary>Undoes the deletion.</summary>
    void Restore();
}
