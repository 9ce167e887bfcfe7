using System.Security.Cryptography;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Issues;

public enum PdfState
{
    Waiting,
    InProgress,
    Ready,
    Failed,
}

/// <summary>Why a PDF could not be made.</summary>
public enum PdfFailure
{
    /// <summary>The browser that prints cannot be started.</summary>
    Missing,
    TimedOut,

    /// <summary>The browser ended without writing a PDF.</summary>
    Died,

    /// <summary>It wrote more than the limit.</summary>
    TooLarge,

    /// <summary>What it wrote is not a PDF that the site can complete, or the page could not be rendered.</summary>
    Unusable,

    /// <summary>The site stopped while it was made.</summary>
    Interrupted,
}

/// <summary>The making of the PDF of an edition: its state, and the lease of the instance at work. The file has a row of its own.</summary>
public class EditionPdf(int editionId) : IVersioned
{
    public const int MaxAttempts = 3;

    /// <summary>The wait before the second attempt; the third waits five times as long.</summary>
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMinutes(2);

    public int EditionId { get; private set; } = editionId;
    public Guid Version { get; private set; }
    public PdfState State { get; private set; } = PdfState.Waiting;

    /// <summary>Null unless the last attempt failed.</summary>
    public PdfFailure? Failure { get; private set; }
    public int Attempts { get; private set; }

    /// <summary>UTC; nobody takes it before. While it is being made, the end of the lease.</summary>
    public DateTime DueAt { get; private set; }

    /// <summary>The number of errata in it. When the edition has more, it is made anew.</summary>
    public int Errata { get; private set; }

    /// <summary>Takes it for one attempt.</summary>
    /// <param name="errata">The number of errata that the edition has now.</param>
    /// <param name="until">UTC; the end of the lease. After it another instance may take it.</param>
    /// <returns>False if the attempts are used up because the site stopped in each of them. The PDF has then failed.</returns>
    public bool Begin(int errata, DateTime now, DateTime until)
    {
        if (errata != Errata)
        {
            (Errata, Attempts) = (errata, 0);
        }

        if (Attempts >= MaxAttempts)
        {
            Fail(PdfFailure.Interrupted, now);
            return false;
        }

        (State, Attempts, DueAt) = (PdfState.InProgress, Attempts + 1, until);
        return true;
    }

    public void Succeed(DateTime now) => (State, Failure, DueAt) = (PdfState.Ready, null, now);

    /// <summary>Ends an attempt. It waits for the next one unless that was the last.</summary>
    public void Fail(PdfFailure failure, DateTime now)
    {
        var isLast = Attempts >= MaxAttempts;
        (State, Failure) = (isLast ? PdfState.Failed : PdfState.Waiting, failure);
        DueAt = isLast ? now : now + RetryDelay * (Attempts == 1 ? 1 : 5);
    }

    /// <summary>Has it made once more, with all attempts. A running attempt goes on.</summary>
    public void Ask(DateTime now)
    {
        Attempts = 0;
        if (State is not PdfState.InProgress || DueAt <= now)
        {
            (State, Failure, DueAt) = (PdfState.Waiting, null, now);
        }
    }
}

/// <summary>The PDF of an edition, in a row of its own so that lists never load it. It stays until a newer one replaces it.</summary>
public class EditionPdfFile(int editionId)
{
    public int EditionId { get; private set; } = editionId;

    /// <summary>What readers' devices call it.</summary>
    public string Name { get; private set; } = "";
    public byte[] Bytes { get; private set; } = [];

    /// <summary>In bytes.</summary>
    public int Size { get; private set; }
    public int Pages { get; private set; }

    /// <summary>SHA-256 of the bytes, in hexadecimal.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime MadeAt { get; private set; }

    public void Replace(string name, byte[] bytes, int pages, DateTime now)
    {
        Name = Text.Line(name, 200, nameof(name));
        (Bytes, Size, Pages, MadeAt) = (bytes, bytes.Length, pages, now);
        Hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
