using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.News;

/// <summary>Why a person must look at a mail before it becomes news.</summary>
public enum MailDoubt
{
    /// <summary>Nobody who writes for this Cité has the address.</summary>
    UnknownSender,

    /// <summary>The receiving server does not confirm that the sender is who the mail says.</summary>
    UnverifiedSender,

    /// <summary>A program is attached.</summary>
    Program,

    /// <summary>There is no text.</summary>
    NoText,
}

/// <summary>
/// A mail to the address of a Cité. Its digest stays for a time, so that the same mail counts once. Its content is kept only while a person
/// must decide.
/// </summary>
public class MailedNews : IVersioned
{
    public const int DigestLength = 32;
    public const int NotesLength = 1_000;

    private readonly List<MediaFile> pictures = [];

    /// <param name="digest">SHA-256 of the Cité and the Message-ID.</param>
    /// <param name="receivedAt">UTC.</param>
    public MailedNews(byte[] digest, int citeId, DateTime receivedAt)
    {
        Digest = digest;
        CiteId = citeId;
        ReceivedAt = receivedAt;
    }

    public int Id { get; private set; }
    public Guid Version { get; private set; }
    public byte[] Digest { get; private set; }
    public int CiteId { get; private set; }
    public Cite Cite { get; private set; } = null!;
    public DateTime ReceivedAt { get; private set; }

    /// <summary>Why it waits for a person; null once it does not wait.</summary>
    public MailDoubt? Doubt { get; private set; }

    /// <summary>The address in From; null once it does not wait, like the fields below.</summary>
    public string? Sender { get; private set; }

    /// <summary>HMAC of the normalised address, by which an erasure finds it.</summary>
    public string? SenderKey { get; private set; }
    public string? SenderName { get; private set; }
    public string? Title { get; private set; }

    /// <summary>Markdown.</summary>
    public string? Body { get; private set; }

    /// <summary>What was left out, in French.</summary>
    public string? Notes { get; private set; }
    public IReadOnlyList<MediaFile> Pictures => pictures;

    /// <summary>Keeps its content until a person decides.</summary>
    public void Wait(
        MailDoubt doubt, EmailAddress sender, string senderKey, string? senderName, string title, string body, string? notes,
        IEnumerable<MediaFile> received)
    {
        Doubt = doubt;
        Sender = sender.Value;
        SenderKey = senderKey;
        SenderName = string.IsNullOrWhiteSpace(senderName) ? null : Cut(senderName.Trim(), Contact.NameLength);
        Title = title;
        Body = body;
        Notes = Cut(notes, NotesLength);
        pictures.AddRange(received);
    }

    /// <summary>Forgets the content: it became news, or was refused.</summary>
    public void Settle()
    {
        (Doubt, Sender, SenderKey, SenderName, Title, Body, Notes) = (null, null, null, null, null, null, null);
        pictures.Clear();
    }

    private static string? Cut(string? text, int length) => text is null || text.Length <= length ? text : text[..length];
}
