namespace CitesDesMetiers.Core.Subscribers.Imports;

/// <summary>The content of a column.</summary>
public enum ColumnUse
{
    Ignored,
    Address,
    Organisation,
    Language,
    Cite,
    Themes,
    ConsentDate,

    /// <summary>Yes or no; a person with no is not subscribed.</summary>
    Consent,
}

/// <summary>Why a line does not become a subscriber. When several reasons apply, the first one found counts.</summary>
public enum LineRefusal
{
    NoAddress,
    BadAddress,
    SeveralAddresses,

    /// <summary>Consent is refused, on this line or on another with the same address.</summary>
    ConsentRefused,

    /// <summary>The consent is neither yes nor no.</summary>
    ConsentUnclear,
    DateMissing,
    DateUnreadable,
    DateInFuture,

    /// <summary>Only in imports of before such consents were taken over to be asked for again.</summary>
    DateTooOld,
    Duplicate,
    Subscribed,
    Lapsed,
    Pending,
    Unsubscribed,
    Bounced,
    Complained,

    /// <summary>The address is on the suppression list.</summary>
    Suppressed,
    Erased,
}

/// <summary>
/// A line of the file: its cells as received, and the values read from them once checked. Statements write and check many lines at once.
/// </summary>
public class ImportLine
{
    public const int SaidLength = 200;

    private ImportLine() => Cells = "";

    public int ImportId { get; private set; }

    /// <summary>The line number from 1, as a spreadsheet shows it.</summary>
    public int Number { get; private set; }

    /// <summary>A JSON array of texts.</summary>
    public string Cells { get; private set; }

    /// <summary>Why it was refused; null when accepted or not checked yet.</summary>
    public LineRefusal? Refusal { get; private set; }

    /// <summary>The text of the file that was refused.</summary>
    public string? Said { get; private set; }

    /// <summary>What was left out of an accepted line, in French.</summary>
    public string? Remark { get; private set; }
    public string? Address { get; private set; }
    public string? NormalisedAddress { get; private set; }
    public string? AddressKey { get; private set; }
    public string? Language { get; private set; }
    public string? Organisation { get; private set; }
    public int? CiteId { get; private set; }

    /// <summary>The ids of the themes as a JSON array.</summary>
    public string? Themes { get; private set; }
    public DateTime? ConsentAt { get; private set; }
}
