using System.Globalization;
using System.Text.Json;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Returns;

namespace CitesDesMetiers.Tests.Commands;

/// <summary>The command <c>bounces read</c>.</summary>
public sealed class BouncesCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("infolettre-bounces-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task It_prints_what_came_and_leaves_what_is_for_a_person()
    {
        await using var mailbox = new ImapListener();
        mailbox.Add(SampleMail.Bytes("absence-gmail", new AddressKeys(new byte[32]), 1, Guid.Empty));
        mailbox.Add(SampleMail.Bytes("orange-unknown", new AddressKeys(new byte[32]), 1, Guid.Empty));
        string[] settings =
        [
            "--Mail:ReturnPath=retours@lettre.example", "--Mail:Returns:Host=127.0.0.1",
            $"--Mail:Returns:Port={mailbox.Port.ToString(CultureInfo.InvariantCulture)}",
            "--Mail:Returns:User=retours", $"--Mail:Returns:Password={MailStore.Password}", "--Serilog:MinimumLevel:Default=Fatal",
        ];

        var (code, output, error) = await WebProcess.RunAsync(folder, ["bounces", "read", "--json", .. settings]);
        Assert.True(code == 0, error);
        var json = JsonDocument.Parse(output.Split('\n').Last(l => l.StartsWith('{'))).RootElement;
        int Count(string name) => json.GetProperty(name).GetInt32();
        Assert.Equal((2, 1, 1, 0), (Count("read"), Count("nothing"), Count("left"), Count("suppressed")));
        Assert.True(mailbox.Inbox[1].Has("\\Flagged"));

        (code, output, _) = await CommandInProcess.RunAsync(folder, ["bounces", "read", .. settings]);
        Assert.Equal(0, code);
        Assert.Contains("0 messages read", output, StringComparison.Ordinal);

        mailbox.Refuses = true;
        (code, _, error) = await CommandInProcess.RunAsync(folder, ["bounces", "read", .. settings]);
        Assert.Equal(1, code);
        Assert.Contains("AuthenticationException", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_mailbox_it_says_so()
    {
        var (code, _, error) = await CommandInProcess.RunAsync(folder, "bounces", "read");

        Assert.Equal(1, code);
        Assert.Contains("Mail:Returns is not set", error, StringComparison.Ordinal);
    }
}
