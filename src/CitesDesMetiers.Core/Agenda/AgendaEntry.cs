using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Agenda;

public enum AgendaKind
{
    /// <summary>Réunion interne.</summary>
    Internal,

    /// <summary>Réunion externe.</summary>
    External,
}

/// <summary>A meeting or an event: one day or a range, optionally with times in the zone of its Cité.</summary>
public class AgendaEntry : IVersioned, IDated, ISearchable
{
    public const int TitleLength = 200;

    public AgendaEntry(AgendaKind kind, string title, DateOnly startsOn)
    {
        Kind = kind;
        Title = Text.Line(title, TitleLength, nameof(title));
        StartsOn = startsOn;
        EndsOn = startsOn;
    }

    public int Id { get; private set; }
    public Guid Version { get; private set; }

    /// <summary>The permanent calendar UID (RFC 5545 3.8.4.7), without its domain.</summary>
    public Guid Uid { get; private set; } = Guid.NewGuid();

    /// <summary>Incremented at every change, so that calendars take the newer version (RFC 5545 3.8.7.4).</summary>
    public int Sequence { get; private set; }

    /// <summary>The last change shown by calendars (RFC 5545 3.8.7.3).</summary>
    public DateTime ChangedAt { get; private set; }
    public AgendaKind Kind { get; private set; }
    public string Title { get; private set; }
    public DateOnly StartsOn { get; private set; }

    /// <summary>Last day, included; the first day itself for a single day.</summary>
    public DateOnly EndsOn { get; private set; }
    public TimeOnly? StartTime { get; private set; }
    public TimeOnly? EndTime { get; private set; }
    public string? Place { get; private set; }
    public string? Project { get; private set; }
    public string? Link { get; private set; }
    public int? CiteId { get; private set; }
    public Cite? Cite { get; private set; }
    public bool IsMembersOnly { get; private set; }

    /// <summary>Whether an editor accepted it: it may appear on the site and in an issue.</summary>
    public bool IsAccepted { get; private set; }

    /// <summary>Whether it is cancelled. The entry stays, so that calendars learn of the cancellation.</summary>
    public bool IsCancelled { get; private set; }

    string ISearchable.SearchSource => $"{Title} {Place} {Project}";

    public void Describe(AgendaKind kind, string title, string? place, string? project, string? link, int? citeId, bool isMembersOnly)
    {
        Kind = kind;
        Title = Text.Line(title, TitleLength, nameof(title));
        Place = Text.OptionalLine(place, TitleLength, nameof(place));
        Project = Text.OptionalLine(project, 100, nameof(project));
        Link = WebAddress.Check(link, nameof(link));
        CiteId = citeId;
        IsMembersOnly = isMembersOnly;
        Sequence++;
    }

    /// <exception cref="ArgumentException">It ends before it starts, or has an end time without a start time.</exception>
    public void Schedule(DateOnly startsOn, DateOnly endsOn, TimeOnly? startTime, TimeOnly? endTime)
    {
        if (!IsInOrder(startsOn, endsOn, startTime, endTime))
        {
            throw new ArgumentException("An entry ends after it starts.", nameof(endsOn));
        }

        (StartsOn, EndsOn, StartTime, EndTime) = (startsOn, endsOn, startTime, endTime);
        Sequence++;
    }

    /// <summary>Whether the dates and times are consistent.</summary>
    public static bool IsInOrder(DateOnly startsOn, DateOnly endsOn, TimeOnly? startTime, TimeOnly? endTime) =>
        endsOn >= startsOn
        && (endTime is null || startTime is not null)
        && (endsOn > startsOn || endTime is null || endTime >= startTime);

    public void Accept() => IsAccepted = true;

    public void Withdraw() => IsAccepted = false;

    public void Cancel()
    {
        IsCancelled = true;
        Sequence++;
    }

    public void Reinstate()
    {
        IsCancelled = false;
        Sequence++;
    }
}
