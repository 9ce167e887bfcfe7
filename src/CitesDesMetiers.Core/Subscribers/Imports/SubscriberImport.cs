using System.Text.Json;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Subscribers.Imports;

public enum ImportState
{
    /// <summary>The file is being read into lines. One that stays so was given up half-way.</summary>
    Receiving,

    /// <summary>Waits to be told what its columns are.</summary>
    Received,

    /// <summary>The dry run goes through its lines.</summary>
    Checking,

    /// <summary>Every line is accepted or refused; nobody is subscribed yet.</summary>
    Checked,
    Importing,
    Done,
    Undoing,
    Undone,
}

/// <summary>
/// A file of subscribers on its way in: received, told what its columns are, checked without consequence, imported as one, and
/// for a while undone as one.
/// </summary>
public class SubscriberImport : IVersioned
{
    public const int FileNameLength = 150;
    public const int SourceLength = 200;
    public const int NoticeLength = 500;
    public const int MaxColumns = 100;

    /// <summary>How long an import can be undone, and how long its lines are kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    /// <summary>Years after which a consent is too old to write to anybody on its ground (CNIL).</summary>
    public const int ConsentYears = 3;

    /// <param name="userId">Not a foreign key: the record outlives the account. Null for a command.</param>
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

    /// <summary>How the file was read and what is odd about it, in French.</summary>
    public string? Notice { get; private set; }

    /// <summary>Number of the last line, the empty ones counted as a spreadsheet does.</summary>
    public int LastLine { get; private set; }

    /// <summary>Lines that hold something, the one with the titles included.</summary>
    public int Filled { get; private set; }
    public bool HasTitles { get; private set; }

    /// <summary>What each column is, from the first.</summary>
    public IReadOnlyList<ColumnUse> Columns => [.. ColumnUses.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<ColumnUse>)];
    public string ColumnUses { get; private set; } = "";

    /// <summary>Language of those whose line does not say; ISO 639-1.</summary>
    public string Language { get; private set; } = "fr";

    /// <summary>Where and how these people agreed to receive the newsletter.</summary>
    public string? ConsentSource { get; private set; }

    /// <summary>The day on which they did, where no column says it.</summary>
    public DateOnly? ConsentOn { get; private set; }

    /// <summary>Number of the last line that the dry run has looked at.</summary>
    public int CheckedTo { get; private set; }
    public int Accepted { get; private set; }
    public int Refused { get; private set; }

    /// <summary>Accepted lines with something that was left out, such as a Cité nobody knows.</summary>
    public int Remarked { get; private set; }

    /// <summary>JSON: how many lines were refused for each <see cref="LineRefusal"/>.</summary>
    public string Tally { get; private set; } = "{}";
    public int Imported { get; private set; }
    public DateTime? CompletedAt { get; private set; }
    public DateTime? UndoneAt { get; private set; }
    public string? UndoneBy { get; private set; }
    public int? UndoneById { get; private set; }

    /// <summary>Whether undoing also ends the subscription of those who have received something and did nothing themselves.</summary>
    public bool StopsReceivers { get; private set; }
    public int Removed { get; private set; }
    public int Stopped { get; private set; }
    public int Kept { get; private set; }

    /// <summary>When its lines, which are personal data, were erased.</summary>
    public DateTime? PurgedAt { get; private set; }

    public Guid? LeaseId { get; private set; }
    public DateTime? LeasedUntil { get; private set; }

    public bool IsWorkedOn => State is ImportState.Checking or ImportState.Importing or ImportState.Undoing;

    public bool MayBeMatched => State is ImportState.Received or ImportState.Checked && PurgedAt is null;

    public bool MayStart => State is ImportState.Checked && Accepted > 0 && PurgedAt is null;

    public IReadOnlyDictionary<LineRefusal, int> Refusals => JsonSerializer.Deserialize<Dictionary<LineRefusal, int>>(Tally)!;

    public bool MayUndo(DateTime now) => State is ImportState.Done && now - CompletedAt < KeptFor;

    /// <summary>The file has been read to its end.</summary>
    public void Receive(int lastLine, int filled, string? notice)
    {
        Require(State is ImportState.Receiving);
        (State, LastLine, Filled, Notice) = (ImportState.Received, lastLine, filled, notice is { Length: > NoticeLength } ? notice[..NoticeLength] : notice);
    }

    /// <summary>Says what the columns are and on what ground these people are written to; the dry run begins.</summary>
    /// <param name="consentOn">Null where a column says it.</param>
    /// <exception cref="ArgumentException">No column with addresses, or no date of consent.</exception>
    public void Match(IReadOnlyList<ColumnUse> columns, bool hasTitles, string language, string consentSource, DateOnly? consentOn)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Require(MayBeMatched);
        if (columns.Count > MaxColumns || columns.Count(c => c is ColumnUse.Address) != 1)
        {
            throw new ArgumentException("One column holds the addresses.", nameof(columns));
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

    /// <summary>The dry run is over.</summary>
    public void Conclude(int accepted, int remarked, IReadOnlyDictionary<LineRefusal, int> refusals)
    {
        Require(State is ImportState.Checking);
        State = ImportState.Checked;
        CheckedTo = LastLine;
        Count(accepted, remarked, refusals);
    }

    /// <returns>False where it cannot, or was started already.</returns>
    public bool Start()
    {
        if (!MayStart)
        {
            return false;
        }

        State = ImportState.Importing;
        return true;
    }

    /// <summary>They are subscribed. Counts may have changed since the dry run: somebody may have left in between.</summary>
    public void Complete(int imported, int remarked, IReadOnlyDictionary<LineRefusal, int> refusals, DateTime now)
    {
        Require(State is ImportState.Importing);
        (State, Imported, CompletedAt) = (ImportState.Done, imported, now);
        Count(imported, remarked, refusals);
    }

    /// <returns>False where it cannot be undone, or is being undone already.</returns>
    public bool Undo(int? userId, string byName, bool stopsReceivers, DateTime now)
    {
        if (!MayUndo(now))
        {
            return false;
        }

        (State, UndoneById, UndoneBy, StopsReceivers) = (ImportState.Undoing, userId, Text.Line(byName, 200, nameof(byName)), stopsReceivers);
        return true;
    }

    /// <param name="removed">Subscribers that are gone.</param>
    /// <param name="stopped">Subscribers that stay without receiving anything more.</param>
    /// <param name="kept">Subscribers that stay as they are.</param>
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
