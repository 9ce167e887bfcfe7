using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Documents;

public enum DocumentState
{
    /// <summary>Waiting to be read, or being read.</summary>
    Waiting,

    /// <summary>Understood; an editor corrects it.</summary>
    Read,

    /// <summary>It cannot be read. The original is kept.</summary>
    Failed,

    /// <summary>What it says is in the newsroom.</summary>
    Taken,

    /// <summary>What it had brought was taken back.</summary>
    TakenBack,

    /// <summary>It is an edition of the archive.</summary>
    Archived,
}

/// <summary>
/// A document that an editor sent: the original, what was understood of it with every version of its correction, and what it brought.
/// </summary>
public class DocumentImport : IVersioned
{
    public const int FileNameLength = 150;
    public const int FaultLength = 500;

    /// <summary>Older versions of the correction are left out.</summary>
    public const int MostVersions = 40;

    /// <summary>How long what it brought can be taken back.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    private readonly List<DocumentVersion> versions = [];
    private readonly List<DocumentTrace> traces = [];

    /// <param name="digest">SHA-256 of the bytes, in lower-case hexadecimal.</param>
    /// <param name="userId">No foreign key: the record outlives the account.</param>
    /// <param name="now">UTC.</param>
    public DocumentImport(string fileName, string digest, byte[] bytes, int? userId, string byName, DateTime now)
    {
        FileName = Text.Line(fileName, FileNameLength, nameof(fileName));
        Digest = digest;
        Size = bytes.Length;
        UserId = userId;
        ByName = Text.Line(byName, 200, nameof(byName));
        CreatedAt = now;
        Original = new DocumentOriginal(bytes);
    }

    private DocumentImport() => FileName = Digest = ByName = "";

    public int Id { get; private set; }
    public Guid Version { get; private set; }
    public string FileName { get; private set; }
    public string Digest { get; private set; }

    /// <summary>Of the original, in bytes.</summary>
    public int Size { get; private set; }

    /// <summary>What it is by its content, such as "Pdf"; null until it is read.</summary>
    public string? Kind { get; private set; }
    public int? UserId { get; private set; }
    public string ByName { get; private set; }
    public DateTime CreatedAt { get; private set; }
    public DocumentState State { get; private set; }

    /// <summary>Why it cannot be read, or what the reader left out, in French.</summary>
    public string? Notice { get; private set; }

    /// <summary>The text of the document block by block, as JSON; null until it is read.</summary>
    public string? Blocks { get; private set; }

    /// <summary>Number of the version of the correction that is shown; 0 before there is one.</summary>
    public int Shown { get; private set; }

    public int LastNumber { get; private set; }

    /// <summary>The issue that it went into. No foreign key: issues are deleted.</summary>
    public int? IssueId { get; private set; }

    /// <summary>The edition of the archive that it became. No foreign key: what is taken back goes.</summary>
    public int? EditionId { get; private set; }

    /// <summary>The batch that it came with; null if it came alone. No foreign key: SQLite would rebuild the table.</summary>
    public int? BatchId { get; private set; }
    public DateTime? TakenAt { get; private set; }

    /// <summary>The texts of the issue before and after, as JSON; null if it changed none.</summary>
    public string? IssueTexts { get; private set; }

    public DateTime? LeasedUntil { get; private set; }
    public DocumentOriginal Original { get; private set; } = null!;
    public IReadOnlyList<DocumentVersion> Versions => versions;
    public IReadOnlyList<DocumentTrace> Traces => traces;

    public bool MayCorrect => State is DocumentState.Read or DocumentState.TakenBack;

    public bool MayTakeBack(DateTime now) => (State is DocumentState.Taken or DocumentState.Archived) && now - TakenAt < KeptFor;

    /// <summary>Has it read once more after a failure.</summary>
    public void ReadAgain()
    {
        Require(State is DocumentState.Failed);
        (State, Notice, LeasedUntil) = (DocumentState.Waiting, null, null);
    }

    /// <param name="kind">What it is by its content.</param>
    /// <param name="understood">The first version of the correction, as JSON.</param>
    public void Understand(string kind, string blocks, string understood, string? notice, DateTime now)
    {
        Require(State is DocumentState.Waiting);
        (State, Kind, Blocks, Notice) = (DocumentState.Read, kind, blocks, notice);
        Add(understood, "Lecture", now);
    }

    public void Fail(string reason)
    {
        Require(State is DocumentState.Waiting);
        (State, Notice) = (DocumentState.Failed, reason);
    }

    /// <summary>Adds a version after the one that is shown. Versions after that one, which were undone, go.</summary>
    /// <returns>False if it says the same.</returns>
    public bool Correct(string json, string byName, DateTime now)
    {
        Require(MayCorrect);
        if (versions.Find(v => v.Number == Shown)?.Json == json)
        {
            return false;
        }

        versions.RemoveAll(v => v.Number > Shown);
        if (versions.Count >= MostVersions)
        {
            versions.Remove(versions.MinBy(v => v.Number)!);
        }

        Add(json, byName, now);
        return true;
    }

    /// <summary>Shows the version before or after.</summary>
    /// <returns>False if there is none.</returns>
    public bool Step(bool back)
    {
        Require(MayCorrect);
        var number = back ? versions.Where(v => v.Number < Shown).Max(v => (int?)v.Number)
            : versions.Where(v => v.Number > Shown).Min(v => (int?)v.Number);
        Shown = number ?? Shown;
        return number is not null;
    }

    /// <param name="issueTexts">Texts of the issue before and after, as JSON; null if none changed.</param>
    public void Take(int issueId, IEnumerable<DocumentTrace> brought, string? issueTexts, DateTime now)
    {
        Require(MayCorrect);
        traces.Clear();
        traces.AddRange(brought);
        (State, IssueId, EditionId, IssueTexts, TakenAt) = (DocumentState.Taken, issueId, null, issueTexts, now);
    }

    public void Archive(int editionId, DateTime now)
    {
        Require(MayCorrect);
        (State, IssueId, EditionId, IssueTexts, TakenAt) = (DocumentState.Archived, null, editionId, null, now);
    }

    public void TakeBack(DateTime now)
    {
        Require(MayTakeBack(now));
        traces.Clear();
        (State, EditionId, IssueTexts) = (DocumentState.TakenBack, null, null);
    }

    public void PutInto(DocumentBatch batch) => BatchId = batch.Id;

    private void Add(string json, string byName, DateTime now)
    {
        // Numbers of versions that go are not used again.
        LastNumber++;
        Shown = LastNumber;
        versions.Add(new DocumentVersion(Shown, json, byName, now));
    }

    private void Require(bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"A document that is {State} does not allow that.");
        }
    }
}

/// <summary>The bytes of a document, in a row of their own so that lists never load them.</summary>
public class DocumentOriginal
{
    internal DocumentOriginal(byte[] bytes) => Bytes = bytes;

    public int DocumentImportId { get; private set; }
    public byte[] Bytes { get; private set; }
}
