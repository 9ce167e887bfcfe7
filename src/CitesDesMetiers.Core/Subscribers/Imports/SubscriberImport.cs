using System.Text.Json;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Subscribers.Imports;

public enum ImportState
{
    /// <summary>The file is being read. An import that stays in this state was abandoned.</summary>
    Receiving,

    /// <summary>Waiting for the meaning of its columns.</summary>
    Received,

    /// <summary>The dry run checks its lines.</summary>
    Checking,

    /// <summary>Every line is accepted or refused; nobody is subscribed yet.</summary>
    Checked,
    Importing,
    Done,
    Undoing,
    Undone,
}

/// <summary>
/// An import of subscribers from a file: received, matched to columns, checked in a dry run, imported in one transaction, and undone in
/// one for a limited time.
/// </summary>
public class SubscriberImport : IVersioned
{
    public const int FileNameLength = 150;
    public const int SourceLength = 200;
    public const int NoticeLength = 500;
    public const int MaxColumns = 100;

    /// <summary>How long an import can be undone, and how long its lines are kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    /// <param name="userId">No foreign key: the record outlives the account. Null for a command.</param>
    /// <param name="now">UTC.</param>
    public SubscriberImport(string fileName, int? userId, string byName, DateTime now)
    {
        FileName = Text.Line(fileName, FileNameLength, nameof(fileName));
        UserId = userId;
        ByName = Text.Line(byName, 200, nameof(byName));
        CreatedAt = now;
    }

    private SubscriberImport() => FileName = ByName = "";

    public int Id { get; private set; }
    public Guid Version { get; private set; }
    public string FileName { get; private set; }
    public ImportState State { get; private set; }
    public int? UserId { get; private set; }
    public string ByName { get; private set; }
    public DateTime CreatedAt { get; private set; }

    /// <summary>How the file was read and what is unusual about it, in French.</summary>
    public string? Notice { get; private set; }

    /// <summary>Number of the last line, counting empty ones as a spreadsheet does.</summary>
    public int LastLine { get; private set; }

    /// <summary>The number of lines with content, including the titles.</summary>
    public int Filled { get; private set; }
    public bool HasTitles { get; private set; }

    /// <summary>The meaning of each column, from the first.</summary>
    public IReadOnlyList<ColumnUse> Columns => [.. ColumnUses.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<ColumnUse>)];
    public string ColumnUses { get; private set; } = "";

    /// <summary>ISO 639-1 language for lines without one.</summary>
    public string Language { get; private set; } = "fr";

    /// <summary>Where and how these people consented to the newsletter.</summary>
    public string? ConsentSource { get; private set; }

    /// <summary>The day of consent when no column contains it.</summary>
    public DateOnly? ConsentOn { get; private set; }

    /// <summary>Number of the last line checked by the dry run.</summary>
    public int CheckedTo { get; private set; }
    public int Accepted { get; private set; }
    public int Refused { get; private set; }

    /// <summary>The number of accepted lines of which something was left out, such as an unknown Cité.</summary>
    public int Remarked { get; private set; }

    /// <summary>The number of refused lines for each <see cref="LineRefusal"/>, as JSON.</summary>
    public string Tally { get; private set; } = "{}";
    public int Imported { get; private set; }
    public DateTime? CompletedAt { get; private set; }
    public DateTime? UndoneAt { get; private set; }
    public string? UndoneBy { get; private set; }
    public int? UndoneById { get; private set; }

    /// <summary>Whether undoing also unsubscribes those who have received mail but never acted themselves.</summary>
    public bool StopsReceivers { get; private set; }
    public int Removed { get; private set; }
    public int Stopped { get; private set; }
    public int Kept { get; private set; }

    /// <summary>When its lines, which are personal data, were erased, UTC.</summary>
    public DateTime? PurgedAt { get; private set; }

    public Guid? LeaseId { get; private set; }
    public DateTime? LeasedUntil { get; private set; }

    public bool IsWorkedOn => State is ImportState.Checking or ImportState.Importing or ImportState.Undoing;

    public bool MayBeMatched => State is ImportState.Received or ImportState.Checked && PurgedAt is null;

    public bool MayStart => State is ImportState.Checked && Accepted > 0 && PurgedAt is null;

    public IReadOnlyDictionary<LineRefusal, int> Refusals => JsonSerializer.Deserialize<Dictionary<LineRefusal, int>>(Tally)!;

    public bool MayUndo(DateTime now) => State is ImportState.Done && now - CompletedAt < KeptFor;

    /// <summary>Records that the file was read completely.</summary>
    public void Receive(int lastLine, int filled, string? notice)
    {
        Require(State is ImportState.Receiving);
        (State, LastLine, Filled, Notice) = (ImportState.Received, lastLine, filled, notice is { Length: > NoticeLength } ? notice[..NoticeLength]
            : notice);
    }

    /// <summary>Sets the meaning of the columns and the ground for consent; the dry run begins.</summary>
    /// <param name="consentOn">The day of consent; null when a column contains it.</param>
    /// <exception cref="ArgumentException">No column contains addresses, or no date of consent is given.</exception>
    public void Match(IReadOnlyList<ColumnUse> columns, bool hasTitles, string language, string consentSource, DateOnly? consentOn)
    {
        Require(MayBeMatched);
        if (columns.Count > MaxColumns || columns.Count(c => c is ColumnUse.Address) != 1)
        {
            throw new ArgumentException("Exactly one column must contain the addresses.", nameof(columns));
        }

        if (consentOn is null && !columns.Contains(ColumnUse.ConsentDate))
        {
            throw new ArgumentException("The day of consent is required: for all, or in a column.", nameof(consentOn));
        }

        ColumnUses = string.Join(',', columns);
        HasTitles = hasTitles;
        Language = Languages.Known(language, nameof(language));
        ConsentSource = Text.Line(consentSource, SourceLength, nameof(consentSource));
        ConsentOn = consentOn;
        (State, CheckedTo, Accepted, Refused, Remarked, Tally) = (ImportState.Checking, 0, 0, 0, 0, "{}");
    }

    /// <summary>Ends the dry run.</summary>
    public void CompleteCheck(int accepted, int remarked, IReadOnlyDictionary<LineRefusal, int> refusals)
    {
        Require(State is ImportState.Checking);
        State = ImportState.Checked;
        CheckedTo = LastLine;
        Count(accepted, remarked, refusals);
    }

    /// <summary>Starts the import.</summary>
    /// <returns>False when it cannot start, or has started already.</returns>
    public bool Start()
    {
        if (!MayStart)
        {
            return false;
        }

        State = ImportState.Importing;
        return true;
    }

    /// <summary>Records that they are subscribed. Counts may differ from the dry run: somebody may have left in between.</summary>
    public void Complete(int imported, int remarked, IReadOnlyDictionary<LineRefusal, int> refusals, DateTime now)
    {
        Require(State is ImportState.Importing);
        (State, Imported, CompletedAt) = (ImportState.Done, imported, now);
        Count(imported, remarked, refusals);
    }

    /// <summary>Starts undoing the import.</summary>
    /// <returns>False when it cannot be undone, or is being undone already.</returns>
    public bool Undo(int? userId, string byName, bool stopsReceivers, DateTime now)
    {
        if (!MayUndo(now))
        {
            return false;
        }

        (State, UndoneById, UndoneBy, StopsReceivers) = (ImportState.Undoing, userId, Text.Line(byName, 200, nameof(byName)), stopsReceivers);
        return true;
    }

    /// <summary>Ends undoing.</summary>
    /// <param name="removed">Subscribers that were deleted.</param>
    /// <param name="stopped">Subscribers that stay but receive nothing more.</param>
    /// <param name="kept">Subscribers that stay unchanged.</param>
    public void ConcludeUndoing(int removed, int stopped, int kept, DateTime now)
    {
        Require(State is ImportState.Undoing);
        (State, Removed, Stopped, Kept, UndoneAt) = (ImportState.Undone, removed, stopped, kept, now);
    }

    private void Count(int accepted, int remarked, IReadOnlyDictionary<LineRefusal, int> refusals) =>
        (Accepted, Remarked, Refused, Tally) = (accepted, remarked, refusals.Values.Sum(), JsonSerializer.Serialize(refusals));

    private void Require(bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"An import that is {State} does not allow that.");
        }
    }
}
