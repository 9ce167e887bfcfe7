using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Issues;

/// <summary>
/// An editor's word that a passage which looks unfinished is meant as it stands, with their reason. It holds for that very
/// passage: where its text changes, the passage is asked about again.
/// </summary>
/// <param name="passageHash">Of the passage and of where it stands: SHA-256, lower-case hexadecimal.</param>
/// <param name="mark">The words in question, as the checklist quotes them.</param>
/// <param name="userId">Not a foreign key: the word outlives the account.</param>
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
