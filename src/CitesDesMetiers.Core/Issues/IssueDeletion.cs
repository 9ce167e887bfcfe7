namespace CitesDesMetiers.Core.Issues;

/// <summary>An issue that is deleted before its publication, and restored.</summary>
public partial class Issue
{
    public DateTime? DeletedAt { get; private set; }

    /// <summary>Whether it may be deleted: it is not published, and nothing publishes it by itself.</summary>
    public bool IsDeletable => State is not (IssueState.Scheduled or IssueState.Published or IssueState.Archived);

    /// <summary>Takes its items out, so that another issue can have them. Its approval ends.</summary>
    /// <exception cref="InvalidOperationException">It is scheduled or published.</exception>
    public void Delete(DateTime now)
    {
        if (!IsDeletable)
        {
            throw new InvalidOperationException($"An issue that is {State} cannot be deleted.");
        }

        Resume();
        sections.ForEach(s => s.SetItems([], s.Position));
        DeletedAt = now;
    }

    /// <summary>Brings back its texts and its empty sections. A stored order brings back its items.</summary>
    public void Restore() => DeletedAt = null;
}
