namespace CitesDesMetiers.Core.Subscribers.Imports;

/// <summary>What a column of a file holds.</summary>
public enum ColumnUse
{
    Ignored,
    Address,
    Organisation,
    Language,
    Cite,
    Themes,
    ConsentDate,

    /// <summary>Yes or no: who said no is not subscribed.</summary>
    Consent,
}

/// <summary>Why a line does not become a subscriber. Several apply at times: the first that is found counts.</summary>
public enum LineRefusal
{
    NoAddress,
    BadAddress,
    SeveralAddresses,

    /// <summary>The column of consent says no, on this line or on another with the same address.</summary>
    ConsentRefused,

    /// <summary>It says neither yes nor no.</summary>
    ConsentUnclear,
    DateMissing,
    DateUnreadable,
    DateInFuture,
    DateTooOld,
    Duplicate,
    Subscribed,
    Pending,
    Unsubscribed,
    Bounced,
    Complained,

    /// <summary>Asked never to be written to again.</summary>
    Suppressed,
    Erased,
}

/// <summary>
/// A line of the file: its cells as they came, and once checked what they come to. Written and judged by statements over many
/// lines, never one by one.
/// </summary>
public class ImportLine
{
    public const int SaidLength = 200;

    private ImportLine() => Cells = "";

    public int ImportId { get; private set; }

    /// <summary>From 1, as a spreadsheet shows it.</summary>
    public int Number { get; private set; }

    /// <summary>A JSON array of texts.</summary>
    public string Cells { get; private set; }

    /// <summary>Null for a line that is accepted, or not checked yet.</summary>
    public LineRefusal? Refusal { get; private set; }

    /// <summary>The text in the file that was refused.</summary>
    public string? Said { get; private set; }

    /// <summary>What was left out of a line that is accepted, in French.</summary>
    public string? Remark { get; private set; }
    public string? Address { get; private set; }
    public string? NormalisedAddress { get; private set; }
    public string? AddressKey { get; private set; }
    public string? Language { get; private set; }
    public string? Organisation { get; private set; }
    public int? CiteId { get; private set; }

    /// <summary>A JSON array of their ids.</summary>
    public string? Themes { get; private set; }
    public DateTime? ConsentAt { get; private set; }
}
