using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Notifications;

/// <summary>A line to tell a user by mail. Lines created close together are sent in one digest.</summary>
/// <param name="userId">The user to notify.</param>
/// <param name="line">A whole sentence in French.</param>
/// <param name="path">The page of the site that it is about.</param>
/// <param name="createdAt">UTC.</param>
public class Notification(int userId, string line, string path, DateTime createdAt)
{
    public int Id { get; private set; }
    public int UserId { get; private set; } = userId;
    public User User { get; private set; } = null!;
    public string Line { get; private set; } = Text.Line(line, 500, nameof(line));
    public string Path { get; private set; } = Text.Line(path, 200, nameof(path));
    public DateTime CreatedAt { get; private set; } = createdAt;

    /// <summary>UTC; null until it went into a digest.</summary>
    public DateTime? SentAt { get; private set; }
}
