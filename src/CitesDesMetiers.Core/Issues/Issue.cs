using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Data;

namespace CitesDesMetiers.Core.Issues;

/// <summary>The number of the newsletter being composed. Once published it is closed: the <see cref="Edition"/> is what went out.</summary>
public class Issue : IVersioned
{
    /// <summary>Longest subject, in characters: what mail programs show whole.</summary>
    public const int SubjectLength = 78;
    public const int PreheaderLength = 130;
    public const int TeamLength = 2_000;

    private readonly List<IssueSection> sections = [];
    private readonly List<AgendaChoice> agendaChoices = [];

    public Issue(int number, DateOnly date)
    {
        Number = number > 0 ? number : throw new ArgumentOutOfRangeException(nameof(number));
        Date = date;
        AgendaFrom = date;
        AgendaTo = date.AddMonths(2);
    }

    public int Id { get; private set; }
    public Guid Version { get; private set; }
    public int Number { get; private set; }

    /// <summary>The day it is dated; the masthead shows its month.</summary>
    public DateOnly Date { get; private set; }
    public string Language { get; private set; } = "fr";

    /// <summary>Subject of the mail and title of the issue in the archive.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>The line mail programs show beside the subject.</summary>
    public string Preheader { get; private set; } = "";
    public string? Salutation { get; private set; }

    /// <summary>Markdown.</summary>
    public string? Editorial { get; private set; }
    public string? ClosingFormula { get; private set; }
    public string? Signatory { get; private set; }
    public string? SignatoryRole { get; private set; }

    /// <summary>First day of the agenda it carries.</summary>
    public DateOnly AgendaFrom { get; private set; }

    /// <summary>Last day of the agenda it carries.</summary>
    public DateOnly AgendaTo { get; private set; }
    public string? ContactNotice { get; private set; }
    public string? ContactAddress { get; private set; }
    public string? Closing { get; private set; }

    /// <summary>One person a line, "Name, role": see <see cref="TeamMember.ParseAll"/>.</summary>
    public string? Team { get; private set; }
    public DateTime? PublishedAt { get; private set; }
    public bool IsPublished => PublishedAt is not null;
    public IReadOnlyList<IssueSection> Sections => sections;
    public IReadOnlyList<AgendaChoice> AgendaChoices => agendaChoices;

    public void Identify(int number, DateOnly date, string language)
    {
        GuardOpen();
        Number = number > 0 ? number : throw new ArgumentOutOfRangeException(nameof(number));
        Date = date;
        Language = Text.Line(language, 10, nameof(language));
    }

    public void Announce(string? subject, string? preheader)
    {
        GuardOpen();
        Subject = Text.OptionalLine(subject, SubjectLength, nameof(subject)) ?? "";
        Preheader = Text.OptionalLine(preheader, PreheaderLength, nameof(preheader)) ?? "";
    }

    public void WriteEditorial(string? salutation, string? editorial, string? closingFormula, string? signatory, string? signatoryRole)
    {
        GuardOpen();
        Salutation = Text.OptionalLine(salutation, 200, nameof(salutation));
        Editorial = Text.Paragraphs(editorial, News.NewsItem.BodyLength, nameof(editorial));
        ClosingFormula = Text.OptionalLine(closingFormula, 200, nameof(closingFormula));
        Signatory = Text.OptionalLine(signatory, 120, nameof(signatory));
        SignatoryRole = Text.OptionalLine(signatoryRole, 120, nameof(signatoryRole));
    }

    public void Close(string? contactNotice, string? contactAddress, string? closing, string? team)
    {
        GuardOpen();
        ContactNotice = Text.Paragraphs(contactNotice, 500, nameof(contactNotice));
        ContactAddress = string.IsNullOrWhiteSpace(contactAddress) ? null : Subscribers.EmailAddress.Parse(contactAddress).Value;
        Closing = Text.Paragraphs(closing, 500, nameof(closing));
        Team = Text.Paragraphs(team, TeamLength, nameof(team));
    }

    /// <exception cref="ArgumentException">The period ends before it starts.</exception>
    public void SetAgendaPeriod(DateOnly from, DateOnly to)
    {
        GuardOpen();
        (AgendaFrom, AgendaTo) = to >= from ? (from, to) : throw new ArgumentException("The period ends after it starts.", nameof(to));
    }

    /// <summary>Whether the entry stands in the agenda of this issue: picked by its dates unless the editor decided otherwise.</summary>
    public bool Carries(AgendaEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return agendaChoices.Find(c => c.AgendaEntryId == entry.Id)?.IsIncluded ?? IsInPeriod(entry);
    }

    /// <summary>Adds the entry by hand, or leaves it out; a choice that says the same as the dates is forgotten.</summary>
    public void Choose(AgendaEntry entry, bool include)
    {
        GuardOpen();
        ArgumentNullException.ThrowIfNull(entry);
        agendaChoices.RemoveAll(c => c.AgendaEntryId == entry.Id);
        if (include != IsInPeriod(entry))
        {
            agendaChoices.Add(new AgendaChoice(entry.Id, include));
        }
    }

    public IssueSection AddSection(SectionKind kind, string title)
    {
        GuardOpen();
        var section = new IssueSection(kind, title, sections.Count + 1);
        sections.Add(section);
        return section;
    }

    public void RemoveSection(int sectionId)
    {
        GuardOpen();
        sections.RemoveAll(s => s.Id == sectionId);
        Ordering.Renumber(sections);
    }

    public void MoveSection(int sectionId, int by)
    {
        GuardOpen();
        Ordering.Move(sections, s => s.Id == sectionId, by);
    }

    /// <summary>Moves an item one place; past the edge of its section it goes into the neighbouring one of the same kind of content.</summary>
    public void MoveItem(int itemId, int by)
    {
        GuardOpen();
        var section = sections.Find(s => s.Items.Any(i => i.Id == itemId))
            ?? throw new InvalidOperationException("This item is not in the issue.");
        if (section.MoveItem(itemId, by))
        {
            return;
        }

        var neighbour = Ordering.Neighbour(sections, section, by, s => s.TakesNews == section.TakesNews);
        if (neighbour is not null)
        {
            neighbour.Insert(section.TakeOut(itemId), first: by > 0);
        }
    }

    public void MarkPublished(DateTime now)
    {
        GuardOpen();
        PublishedAt = now;
    }

    private bool IsInPeriod(AgendaEntry entry) => entry.EndsOn >= AgendaFrom && entry.StartsOn <= AgendaTo && !entry.IsCancelled;

    private void GuardOpen()
    {
        if (IsPublished)
        {
            throw new InvalidOperationException("An issue that has gone out never changes: corrections are errata.");
        }
    }
}

/// <summary>The editor's word on one agenda entry against what its dates say.</summary>
public class AgendaChoice
{
    internal AgendaChoice(int agendaEntryId, bool isIncluded)
    {
        AgendaEntryId = agendaEntryId;
        IsIncluded = isIncluded;
    }

    public int IssueId { get; private set; }
    public int AgendaEntryId { get; private set; }
    public bool IsIncluded { get; private set; }
}
