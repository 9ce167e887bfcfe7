using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Issues;

/// <summary>
/// An editor's statement that a passage which looks unfinished is intended, with their reason. When the text of the passage changes, the
/// checklist asks again.
/// </summary>
/// <param name="passageHash">SHA-256 of the passage and its place, lower-case hexadecimal.</param>
/// <param name="mark">The words in question, as the checklist quotes them.</param>
/// <param name="userId">No foreign key: the waiver outlives the account.</param>
/// <param name="at">UTC.</param>
public class Waiver(int issueId, string passageHash, string mark, string reason, int? userId, string byName, DateTime at)
{
    public const int MarkLength = 100;
    public const int ReasonLength = 300;

    public int Id { get; private set; }
    public int IssueId { get; private set; } = issueId;
    public string PassageHash { get; private set; } = passageHash;
    public string Mark { get; private set; } = Text.Line(mark, MarkLength, nameof(mark));
    public string Reason { get; private set; } = Text.Line(reason, ReasonLength, nameof(reason));
    public int? UserId { get; private set; } = userId;
    public string ByName { get; private set; } = Text.Line(byName, Contact.NameLength, nameof(byName));
    public DateTime At { get; private set; } = at;
}
