using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CitesDesMetiers.Tests.Sending.Returns;

/// <summary>An IMAP server (RFC 3501) that knows what the site asks of one, with IDLE, MOVE and UIDPLUS.</summary>
public sealed partial class ImapListener : MailStore
{
    public string Capabilities { get; set; } = "IMAP4rev1 LOGINDISABLED IDLE MOVE UIDPLUS AUTH=PLAIN AUTH=XOAUTH2 SASL-IR";

    /// <summary>What XOAUTH2 must bring; null refuses it.</summary>
    public string? AccessToken { get; set; }

    protected override async Task TalkAsync(LineSession session)
    {
        var folder = Inbox;
        await session.WriteAsync($"* OK [CAPABILITY {Capabilities}] ready");
        while (await session.ReadAsync() is { } line)
        {
            var words = line.Split(' ', 3);
            var (tag, verb, rest) = (words[0], words[1].ToUpperInvariant(), words.Length > 2 ? words[2] : "");
            if (verb == "UID")
            {
                var parts = rest.Split(' ', 2);
                (verb, rest) = ("UID " + parts[0].ToUpperInvariant(), parts[1]);
            }

            switch (verb)
            {
                case "CAPABILITY":
                    await session.WriteAsync($"* CAPABILITY {Capabilities}");
                    await session.WriteAsync($"{tag} OK done");
                    break;
                case "AUTHENTICATE" or "LOGIN":
                    await session.WriteAsync(
                        Knows(rest) ? $"{tag} OK [CAPABILITY {Capabilities}] welcome" : $"{tag} NO [AUTHENTICATIONFAILED] wrong name or password");
                    break;
                case "LIST" or "LSUB":
                    var wanted = rest.Split('"', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "";
                    if (wanted.Length == 0)
                    {
                        await session.WriteAsync("* LIST (\\Noselect) \"/\" \"\"");
                    }

                    foreach (
                        var name in Folders.Keys
                            .Where(n => wanted is "*" or "%" || n.Equals(Decoded(wanted.Split(' ')[^1]), StringComparison.OrdinalIgnoreCase)))
                    {
                        await session.WriteAsync($"* LIST () \"/\" \"{Encoded(name)}\"");
                    }

                    await session.WriteAsync($"{tag} OK done");
                    break;
                case "CREATE":
                    Folders.TryAdd(Decoded(rest.Trim('"')), []);
                    await session.WriteAsync($"{tag} OK done");
                    break;
                case "SELECT":
                    folder = Folders[Decoded(rest.Split(" (")[0].Trim('"'))];
                    await session.WriteAsync("* FLAGS (\\Seen \\Flagged \\Deleted)");
                    await session.WriteAsync($"* {Count(folder)} EXISTS");
                    await session.WriteAsync("* OK [UIDVALIDITY 1] valid");
                    await session.WriteAsync("* OK [PERMANENTFLAGS (\\Seen \\Flagged \\Deleted \\*)] kept");
                    await session.WriteAsync($"{tag} OK [READ-WRITE] done");
                    break;
                case "IDLE":
                    await IdleAsync(session, tag, folder);
                    break;
                case "LOGOUT":
                    await session.WriteAsync("* BYE");
                    await session.WriteAsync($"{tag} OK done");
                    return;
                case "UID SEARCH":
                    await session.WriteAsync("* SEARCH" + string.Concat(Snapshot(folder).Where(m => Fits(m, rest)).Select(m => $" {m.Uid}")));
                    await session.WriteAsync($"{tag} OK done");
                    break;
                case "UID FETCH":
                    await FetchAsync(session, folder, rest);
                    await session.WriteAsync($"{tag} OK done");
                    break;
                case "UID STORE":
                    foreach (var mail in Chosen(folder, rest.Split(' ')[0]))
                    {
                        foreach (Match flag in Flag().Matches(rest[rest.IndexOf('(', StringComparison.Ordinal)..]))
                        {
                            mail.Flags[flag.Value] = true;
                        }
                    }

                    await session.WriteAsync($"{tag} OK done");
                    break;
                case "UID EXPUNGE":
                    await RemoveAsync(session, folder, [.. Chosen(folder, rest).Where(m => m.Has("\\Deleted"))]);
                    await session.WriteAsync($"{tag} OK done");
                    break;
                case "UID MOVE":
                    var target = rest[(rest.IndexOf(' ', StringComparison.Ordinal) + 1)..].Trim('"');
                    await RemoveAsync(session, folder, Chosen(folder, rest.Split(' ')[0]), Folders[Decoded(target)]);
                    await session.WriteAsync($"{tag} OK done");
                    break;
                default:
                    await session.WriteAsync($"{tag} OK done");
                    break;
            }
        }
    }

    private bool Knows(string rest)
    {
        if (Refuses)
        {
            return false;
        }

        var last = rest.Split(' ')[^1];
        var said = rest.StartsWith("PLAIN", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("XOAUTH2", StringComparison.OrdinalIgnoreCase)
            ? Encoding.UTF8.GetString(Convert.FromBase64String(last))
            : rest;
        return rest.StartsWith("XOAUTH2", StringComparison.OrdinalIgnoreCase)
            ? AccessToken is { } token && said.Contains("auth=Bearer " + token + "\u0001", StringComparison.Ordinal)
            : said.Contains(Password, StringComparison.Ordinal);
    }

    private async Task IdleAsync(LineSession session, string tag, List<StoredMail> folder)
    {
        void Tell() => _ = session.WriteAsync($"* {Count(folder)} EXISTS");
        await session.WriteAsync("+ idling");
        Arrived += Tell;
        Tell();
        try
        {
            await session.ReadAsync();
        }
        finally
        {
            Arrived -= Tell;
        }

        await session.WriteAsync($"{tag} OK done");
    }

    private async Task FetchAsync(LineSession session, List<StoredMail> folder, string rest)
    {
        var all = Snapshot(folder);
        foreach (var mail in Chosen(folder, rest.Split(' ')[0]))
        {
            var number = all.IndexOf(mail) + 1;
            if (Section().Match(rest) is { Success: true } section)
            {
                var from = int.Parse(section.Groups[1].Value, CultureInfo.InvariantCulture);
                var bytes = mail.Bytes.Skip(from).Take(int.Parse(section.Groups[2].Value, CultureInfo.InvariantCulture)).ToArray();
                await session.WriteAsync(
                    [.. Encoding.ASCII.GetBytes($"* {number} FETCH (UID {mail.Uid} BODY[]<{from}> {{{bytes.Length}}}\r\n"), .. bytes, .. ")\r\n"u8]);
            }
            else
            {
                await session.WriteAsync($"* {number} FETCH (UID {mail.Uid} RFC822.SIZE {mail.Bytes.Length})");
            }
        }
    }

    /// <param name="target">Where they are from then on, at no moment in both; null for nowhere.</param>
    private async Task RemoveAsync(LineSession session, List<StoredMail> folder, List<StoredMail> mails, List<StoredMail>? target = null)
    {
        foreach (var mail in mails)
        {
            int number;
            lock (Folders)
            {
                number = folder.IndexOf(mail) + 1;
                folder.Remove(mail);
                target?.Add(mail);
            }

            await session.WriteAsync($"* {number} EXPUNGE");
        }
    }

    private List<StoredMail> Chosen(List<StoredMail> folder, string set) =>
        [
            .. Snapshot(folder).Where(
                m =>
                    set.Split(',').Any(
                        s =>
                            s.Split(':') is var ends
                                && m.Uid >= uint.Parse(ends[0], CultureInfo.InvariantCulture)
                                && m.Uid <= uint.Parse(ends[^1], CultureInfo.InvariantCulture)))
        ];

    private static bool Fits(StoredMail mail, string query) =>
        !(query.Contains("UNDELETED", StringComparison.Ordinal) && mail.Has("\\Deleted"))
        && !(query.Contains("UNSEEN", StringComparison.Ordinal) && mail.Has("\\Seen"))
        && !(query.Contains("UNFLAGGED", StringComparison.Ordinal) && mail.Has("\\Flagged"))
        && !(Keyword().Match(query) is { Success: true } keyword && mail.Has(keyword.Groups[1].Value));

    private List<StoredMail> Snapshot(List<StoredMail> folder)
    {
        lock (Folders)
        {
            return [.. folder];
        }
    }

    private int Count(List<StoredMail> folder) => Snapshot(folder).Count;

    /// <summary>Modified UTF-7 (RFC 3501 5.1.3) of the one letter the tests use.</summary>
    private static string Encoded(string name) => name.Replace("é", "&AOk-", StringComparison.Ordinal);

    private static string Decoded(string name) => name.Replace("&AOk-", "é", StringComparison.Ordinal);

    [GeneratedRegex(@"BODY\.PEEK\[\]<(\d+)\.(\d+)>")]
    private static partial Regex Section();

    [GeneratedRegex("UNKEYWORD ([A-Za-z]+)")]
    private static partial Regex Keyword();

    [GeneratedRegex(@"\\?[A-Za-z]+")]
    private static partial Regex Flag();
}
