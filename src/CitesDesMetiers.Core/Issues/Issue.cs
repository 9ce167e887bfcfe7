using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Issues;

/// <summary>The state of an issue on its way to publication.</summary>
public enum IssueState
{
    /// <summary>En préparation.</summary>
    InProgress,

    /// <summary>Prêt à relire: the editor asks for approval.</summary>
    Ready,

    /// <summary>Approuvé: this exact content may be published.</summary>
    Approved,

    /// <summary>Programmé: it is published automatically at a set time.</summary>
    Scheduled,

    /// <summary>Publié.</summary>
    Published,

    /// <summary>Dans l’archive: it appeared elsewhere, and was never mailed from here.</summary>
    Archived,
}

/// <summary>An issue of the newsletter being composed. Publication closes it and creates its <see cref="Edition"/>.</summary>
public partial class Issue : IVersioned, ISearchable, IDeletable
{
    /// <summary>Longest subject, in characters; mail programs show this length completely.</summary>
    public const int SubjectLength = 78;
    public const int PreheaderLength = 130;
    public const int TeamLength = 2_000;
    public const int PeriodLabelLength = 40;

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

    /// <summary>The date of the issue. The masthead shows its month, unless there is a label.</summary>
    public DateOnly Date { get; private set; }

    /// <summary>What the masthead shows instead of the month: "juin-juillet 2018"; null for the month.</summary>
    public string? PeriodLabel { get; private set; }

    /// <summary>The months it covers, as in a sentence: "juin 2018".</summary>
    public string Period => PeriodLabel ?? FrenchDates.Month(Date);
    public string Language { get; private set; } = "fr";

    /// <summary>Subject of the mail and title of the issue in the archive.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>The preview line that mail programs show beside the subject.</summary>
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
    public IssueState State { get; private set; }

    /// <summary>Fingerprint of the approved content; the approval does not cover any other content.</summary>
    public string? ApprovedContent { get; private set; }
    public int? ApprovedById { get; private set; }
    public string? ApprovedBy { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? ApprovedAt { get; private set; }

    /// <summary>When it is published automatically, UTC; with <see cref="MissedSchedule"/>, when it should have been.</summary>
    public DateTime? ScheduledFor { get; private set; }

    /// <summary>Whether its scheduled time passed without publication: no instance ran, or a check failed. An editor decides.</summary>
    public bool MissedSchedule { get; private set; }

    /// <summary>The audience of its dispatch.</summary>
    public Audience Audience { get; private set; } = Audience.Everyone;

    /// <summary>Fingerprint of the warnings that an editor has accepted; they are asked about once.</summary>
    public string? AcceptedWarnings { get; private set; }
    public DateTime? PublishedAt { get; private set; }
    public bool IsPublished => PublishedAt is not null;

    /// <summary>Whether it may be published with the approved content.</summary>
    public bool IsApproved => State is IssueState.Approved or IssueState.Scheduled;

    /// <summary>Whether a change has voided its approval.</summary>
    public bool HasLostApproval => State is IssueState.Ready && ApprovedContent is not null;
    public IReadOnlyList<IssueSection> Sections => sections;
    public IReadOnlyList<AgendaChoice> AgendaChoices => agendaChoices;

    string ISearchable.SearchSource => $"{Number} {Subject} {Preheader} {RaisedMarks.Without(Editorial)} {Signatory}";

    public void Identify(int number, DateOnly date, string language, string? periodLabel = null)
    {
        GuardOpen();
        Number = number > 0 ? number : throw new ArgumentOutOfRangeException(nameof(number));
        Date = date;
        Language = Languages.Known(language, nameof(language));
        PeriodLabel = Text.OptionalLine(periodLabel, PeriodLabelLength, nameof(periodLabel));
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
        Editorial = Text.Paragraphs(editorial, NewsItem.BodyLength, nameof(editorial));
        ClosingFormula = Text.OptionalLine(closingFormula, 200, nameof(closingFormula));
        Signatory = Text.OptionalLine(signatory, 120, nameof(signatory));
        SignatoryRole = Text.OptionalLine(signatoryRole, 120, nameof(signatoryRole));
    }

    public void Close(string? contactNotice, string? contactAddress, string? closing, string? team)
    {
        GuardOpen();
        ContactNotice = Text.Paragraphs(contactNotice, 500, nameof(contactNotice));
        ContactAddress = string.IsNullOrWhiteSpace(contactAddress) ? null : EmailAddress.Parse(contactAddress).Value;
        Closing = Text.Paragraphs(closing, 500, nameof(closing));
        Team = Text.Paragraphs(team, TeamLength, nameof(team));
    }

    /// <exception cref="ArgumentException">The period ends before it starts.</exception>
    public void SetAgendaPeriod(DateOnly from, DateOnly to)
    {
        GuardOpen();
        (AgendaFrom, AgendaTo) = to >= from ? (from, to) : throw new ArgumentException("The period ends after it starts.", nameof(to));
    }

    /// <summary>Whether the entry is in the agenda of this issue: by its dates, unless the editor chose otherwise.</summary>
    public bool Carries(AgendaEntry entry) =>
        agendaChoices.Find(c => c.AgendaEntryId == entry.Id)?.IsIncluded ?? IsInPeriod(entry);

    /// <summary>Includes or excludes the entry; a choice that agrees with the dates is removed.</summary>
    public void Choose(AgendaEntry entry, bool include)
    {
        GuardOpen();
        agendaChoices.RemoveAll(c => c.AgendaEntryId == entry.Id);
        if (include != IsInPeriod(entry))
        {
            agendaChoices.Add(new AgendaChoice(entry.Id, include));
        }
    }

    /// <summary>Drops the choice for an entry that is about to be deleted.</summary>
    public void Forget(AgendaEntry entry) => agendaChoices.RemoveAll(c => c.AgendaEntryId == entry.Id);

    /// <summary>Asks for approval when the editor has finished.</summary>
    /// <exception cref="InvalidOperationException">It is not in progress.</exception>
    public void AskApproval() => Step(State is IssueState.InProgress, IssueState.Ready);

    /// <summary>Withdraws the request for approval, or the approval itself.</summary>
    /// <exception cref="InvalidOperationException">It is published.</exception>
    public void Resume()
    {
        Step(!IsPublished, IssueState.InProgress);
        (ApprovedContent, ApprovedById, ApprovedBy, ApprovedAt, ScheduledFor, MissedSchedule) = (null, null, null, null, null, false);
    }

    /// <summary>Approves the content.</summary>
    /// <param name="fingerprint">Fingerprint of the content that was reviewed.</param>
    /// <exception cref="InvalidOperationException">It is scheduled or published.</exception>
    public void Approve(string fingerprint, int? userId, string userName, DateTime now)
    {
        Step(State is IssueState.InProgress or IssueState.Ready or IssueState.Approved, IssueState.Approved);
        (ApprovedContent, ApprovedById, ApprovedBy, ApprovedAt) = (fingerprint, userId, userName, now);
    }

    /// <summary>Whether its scheduled time has come.</summary>
    public bool IsDue(DateTime now) => State is IssueState.Scheduled && ScheduledFor <= now;

    /// <summary>Whether the approval, if any, covers this content.</summary>
    public bool IsApprovalOf(string fingerprint) => ApprovedContent == fingerprint;

    /// <summary>
    /// Voids the approval because the content changed: the issue needs another review, and is not published at its scheduled time. The name
    /// of the approver is kept for the message.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is not approved.</exception>
    public void WithdrawApproval()
    {
        Step(IsApproved, IssueState.Ready);
        (ScheduledFor, MissedSchedule) = (null, false);
    }

    /// <summary>Schedules the approved issue for automatic publication.</summary>
    /// <param name="at">UTC.</param>
    /// <exception cref="InvalidOperationException">It is not approved.</exception>
    /// <exception cref="ArgumentException">The time has passed.</exception>
    public void Schedule(DateTime at, DateTime now)
    {
        Step(State is IssueState.Approved or IssueState.Scheduled, IssueState.Scheduled);
        ScheduledFor = at > now ? at : throw new ArgumentException("Only a future time can be scheduled.", nameof(at));
        MissedSchedule = false;
    }

    /// <summary>Removes the schedule, even one that was missed; the approval stays.</summary>
    /// <exception cref="InvalidOperationException">It is not scheduled.</exception>
    public void Unschedule()
    {
        Step(State is IssueState.Scheduled || (State is IssueState.Approved && MissedSchedule), IssueState.Approved);
        (ScheduledFor, MissedSchedule) = (null, false);
    }

    /// <summary>Records that it could not be published at its scheduled time. It stays approved until an editor decides.</summary>
    /// <exception cref="InvalidOperationException">It is not scheduled.</exception>
    public void MissSchedule()
    {
        Step(State is IssueState.Scheduled, IssueState.Approved);
        MissedSchedule = true;
    }

    /// <summary>Sets the audience; the content and its approval stay.</summary>
    public void Address(Audience audience)
    {
        GuardOpen();
        Audience = audience;
    }

    public void AcceptWarnings(string fingerprint) => AcceptedWarnings = fingerprint;

    public void MarkPublished(DateTime now)
    {
        GuardOpen();
        State = IssueState.Published;
        PublishedAt = now;
    }

    /// <summary>Closes an issue that appeared elsewhere.</summary>
    /// <param name="at">When it appeared, UTC.</param>
    public void MarkArchived(DateTime at)
    {
        GuardOpen();
        State = IssueState.Archived;
        PublishedAt = at;
    }

    private void Step(bool allowed, IssueState to) =>
        State = allowed ? to : throw new InvalidOperationException($"An issue that is {State} does not become {to}.");

    private bool IsInPeriod(AgendaEntry entry) => entry.EndsOn >= AgendaFrom && entry.StartsOn <= AgendaTo && !entry.IsCancelled;

    private void GuardOpen()
    {
        if (IsPublished)
        {
            throw new InvalidOperationException("A published issue never changes: corrections are errata.");
        }
    }
}

/// <summary>An editor's choice for one agenda entry, against its dates.</summary>
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
