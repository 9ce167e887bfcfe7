using System.Globalization;
using System.Text;

namespace CitesDesMetiers.Tests.Sending.Returns;

/// <summary>
/// A POP3 server (RFC 1939, 2449). What a session deletes goes at its QUIT only, and until then leaves gaps in its lists, as
/// with Dovecot.
/// </summary>
public sealed class Pop3Listener : MailStore, IPop3Server
{
    /// <summary>UIDL is not in every server.</summary>
    public bool NamesMessages { get; init; } = true;

    public int Count => Messages.Count;

    public IReadOnlyList<byte[]> Messages
    {
        get
        {
            lock (Folders)
            {
                return [.. Inbox.Select(m => m.Bytes)];
            }
        }
    }

    public Task AddAsync(IEnumerable<byte[]> messages)
    {
        lock (Folders)
        {
            foreach (var message in messages)
            {
                Add(message);
            }
        }

        return Task.CompletedTask;
    }

    protected override async Task TalkAsync(LineSession session)
    {
        List<StoredMail> mails;
        lock (Folders)
        {
            mails = [.. Inbox];
        }

        var deleted = new HashSet<StoredMail>();
        await session.WriteAsync("+OK ready");
        while (await session.ReadAsync() is { } line)
        {
            var words = line.Split(' ');
            switch (words[0].ToUpperInvariant())
            {
                case "CAPA":
                    await session.WriteAsync($"+OK\r\nUSER\r\n{(NamesMessages ? "UIDL\r\n" : "")}TOP\r\nRESP-CODES\r\n.");
                    break;
                case "PASS":
                    await session.WriteAsync(!Refuses && line[5..] == Password ? "+OK" : "-ERR [AUTH] wrong name or password");
                    break;
                case "STAT":
                    await session.WriteAsync($"+OK {Left().Count()} {Left().Sum(m => m.Mail.Bytes.Length)}");
                    break;
                case "UIDL" when !NamesMessages:
                    await session.WriteAsync("-ERR unknown command");
                    break;
                case "RETR" or "TOP" or "DELE" when deleted.Contains(Of(words[1])):
                    await session.WriteAsync("-ERR Message is deleted.");
                    break;
                case "UIDL":
                    await session.WriteAsync("+OK\r\n" + string.Concat(Left().Select(m => $"{m.Number} uid-{m.Mail.Uid}\r\n")) + ".");
                    break;
                case "LIST":
                    await session.WriteAsync("+OK\r\n" + string.Concat(Left().Select(m => $"{m.Number} {m.Mail.Bytes.Length}\r\n")) + ".");
                    break;
                case "RETR":
                    await SendAsync(session, Encoding.Latin1.GetString(Of(words[1]).Bytes));
                    break;
                case "TOP":
                    var text = Encoding.Latin1.GetString(Of(words[1]).Bytes);
                    await SendAsync(session, text[..(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)]);
                    break;
                case "DELE":
                    deleted.Add(Of(words[1]));
                    await session.WriteAsync("+OK");
                    break;
                case "QUIT":
                    lock (Folders)
                    {
                        Inbox.RemoveAll(deleted.Contains);
                    }

                    await session.WriteAsync("+OK bye");
                    return;
                default:
                    await session.WriteAsync("+OK");
                    break;
            }
        }

        IEnumerable<(int Number, StoredMail Mail)> Left() => mails.Select((m, i) => (i + 1, m)).Where(m => !deleted.Contains(m.m));

        StoredMail Of(string number) => mails[int.Parse(number, CultureInfo.InvariantCulture) - 1];
    }

    private static Task SendAsync(LineSession session, string text) =>
        session.WriteAsync(
            Encoding.Latin1.GetBytes(
                "+OK\r\n" + text.Replace("\r\n.", "\r\n..", StringComparison.Ordinal) + (
                    text.EndsWith("\r\n", StringComparison.Ordinal) ? "" : "\r\n") + ".\r\n"));
}
