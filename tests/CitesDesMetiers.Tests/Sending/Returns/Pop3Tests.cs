using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Tests.App;

namespace CitesDesMetiers.Tests.Sending.Returns;

/// <summary>
/// A POP3 mailbox is read to its end, whatever lies in it and in whatever order: over the tests' own server, and over Dovecot where it is installed.
/// </summary>
public sealed partial class Pop3Tests(ITestOutputHelper output)
{
    private const int Messages = 1_000;
    private const int Letters = 300;
    private const int Reports = 25;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Server, and in which order letters for a person (l) stand among what the site understands (u).</summary>
    public static TheoryData<string, string> Mailboxes => new(
        from server in (string[])["tests", .. DovecotServer.IsInstalled ? ["Dovecot"] : Array.Empty<string>()]
        from order in (string[])["letters first", "letters last", "mixed"]
        select (server, order));

    [Theory]
    [MemberData(nameof(Mailboxes))]
    public async Task A_thousand_mixed_messages_are_read_to_the_last_and_only_letters_stay(string server, string order)
    {
        if (!DovecotServer.IsInstalled)
        {
            output.WriteLine("Dovecot 2.3 is not installed here: only the tests' own POP3 server is read.");
        }

        IPop3Server mailbox = server == "Dovecot" ? await DovecotServer.StartAsync() : new Pop3Listener();
        await using var site = new ReturnSite(mailbox);
        var sent = await site.SentAsync(Reports);
        await mailbox.AddAsync(await MessagesAsync(site, sent, order));
        await Eventually.TrueAsync(() => mailbox.Count == Letters, "all that is understood is deleted");

        Assert.Equal(Enumerable.Range(0, Letters), mailbox.Messages.Select(NumberOf).Order());
        Assert.Equal(sent.Select(d => d.Id), (await site.ReturnedAsync()).Select(r => r.DeliveryId!.Value).Order());
        if (mailbox is Pop3Listener own)
        {
            Assert.Equal(Messages, own.Commands.Count(c => c.StartsWith("RETR", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task A_server_that_does_not_name_its_messages_is_read_to_the_end_too()
    {
        var mailbox = new Pop3Listener { NamesMessages = false };
        await using var site = new ReturnSite(mailbox);
        var sent = await site.SentAsync(1);
        await mailbox.AddAsync([await site.SampleAsync("person-answers", sent[0]), await site.SampleAsync("gmail-unknown", sent[0])]);
        await site.RecordedAsync(1);
        await Eventually.TrueAsync(() => mailbox.Count == 1, "the report is deleted");

        Assert.Contains("Subject: Re", Encoding.UTF8.GetString(mailbox.Messages[0]), StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<IReadOnlyList<byte[]>> MessagesAsync(ReturnSite site, Delivery[] sent, string order)
    {
        var letter = await site.SampleAsync("person-answers", sent[0]);
        var absence = await site.SampleAsync("absence-gmail", sent[0]);
        List<byte[]> letters = [.. Enumerable.Range(0, Letters).Select(i => Numbered(letter, i))];
        List<byte[]> understood = [.. Enumerable.Range(0, Messages - Letters - Reports).Select(i => Numbered(absence, i))];
        foreach (var delivery in sent)
        {
            understood.Insert(understood.Count * (int)delivery.Id % understood.Count, await site.SampleAsync("gmail-unknown", delivery));
        }

        List<byte[]> all = order == "letters first" ? [.. letters, .. understood] : [.. understood, .. letters];
        return order == "mixed"
            ? [.. all.Select((m, i) => (Message: m, Place: i * 389 % Messages)).OrderBy(m => m.Place).Select(m => m.Message)]
            : all;
    }

    private static byte[] Numbered(byte[] message, int number) =>
        [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"X-Number: {number}\r\n")), .. message];

    private static int NumberOf(byte[] message) =>
        int.Parse(Number().Match(Encoding.UTF8.GetString(message)).Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("^X-Number: ([0-9]+)")]
    private static partial Regex Number();
}
