using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Cites;

namespace CitesDesMetiers.Documents.Understanding;

/// <summary>
/// What a document was understood to say. Everything is a proposal: <see cref="Judgement"/> says how sure each one is. Written as JSON in
/// snake case, it is the output of <c>issues import --dry-run --json</c>.
/// </summary>
/// <param name="Date">The first day of the month of the issue.</param>
/// <param name="Doubts">The judgements that a person should look at, the least sure ones first.</param>
public sealed record UnderstoodIssue(
    int? Number, DateOnly? Date, UnderstoodEditorial? Editorial, IReadOnlyList<UnderstoodArticle> Articles,
    IReadOnlyList<UnderstoodDate> Agenda, IReadOnlyList<UnderstoodMove> Moves, string? ContactAddress, IReadOnlyList<UnderstoodPerson> Team,
    IReadOnlyList<Judgement> Doubts);

/// <param name="Text">Markdown.</param>
public sealed record UnderstoodEditorial(string? Salutation, string Text, string? Closing, string? Signatory, string? Role);

/// <summary>One news item.</summary>
/// <param name="OriginalTitle">As the document writes it, often in capitals.</param>
/// <param name="Section">The title of its section.</param>
/// <param name="Cite">The name of the Cité; null for the network.</param>
/// <param name="Text">Markdown.</param>
/// <param name="Sure">Of its least sure judgement, from 0 to 1.</param>
/// <param name="Blocks">The blocks of the document it was made of.</param>
public sealed record UnderstoodArticle(
    string Title, string OriginalTitle, string? Section, string? Cite, UnderstoodContact? Contact, string Text,
    IReadOnlyList<UnderstoodPicture> Pictures, double Sure, IReadOnlyList<Judgement> Judgements, IReadOnlyList<int> Blocks);

public sealed record UnderstoodContact(string? Name, string? Address);

/// <param name="Block">The block of the document that holds the picture.</param>
public sealed record UnderstoodPicture(int Block, int Page, string Type, int Width, int Height, string? Text);

/// <param name="End">The last day, included.</param>
public sealed record UnderstoodDate(DateOnly? Start, DateOnly? End, string Title, string? Place, AgendaKind Kind);

/// <param name="Text">The sentences it was understood from.</param>
public sealed record UnderstoodMove(
    string? Cite, StaffMoveKind Kind, string? Person, string? Post, string? ReplacedBy, string? Address, string Text);

public sealed record UnderstoodPerson(string Name, string? Role);

/// <summary>How sure one judgement is, and why.</summary>
/// <param name="About">The value, such as "number" or "articles[3].cite".</param>
/// <param name="Sure">From 0 to 1. Below <see cref="Limit"/>, a person is asked.</param>
/// <param name="Why">A sentence in French, for the desk.</param>
public sealed record Judgement(string About, double Sure, string Why)
{
    public const double Limit = 0.8;
}
