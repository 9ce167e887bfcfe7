using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;

namespace CitesDesMetiers.Tests.Platform;

/// <summary>What the technical log says of requests (OWASP ASVS 5.0, 16.2.5).</summary>
public class LogTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_token_of_a_link_and_what_is_searched_are_not_in_the_log()
    {
        const string token = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq";
        await using var site = new SiteFactory();
        using var account = await DeskClient.SignInAsync(site, Role.Editor);
        using var process = WebProcess.Start(["serve", .. WebProcess.Over(site.Folder), "--Serilog:MinimumLevel:Default=Debug"]);
        try
        {
            var start = await LineAsync(process.StandardOutput, "Now listening on: ");
            using var client = new HttpClient { BaseAddress = new Uri(start[start.IndexOf("http", StringComparison.Ordinal)..]) };
            using var answer = await client.GetAsync($"/desinscription/{token}?q=quatre-tuiles", Cancel);

            var line = await LineAsync(process.StandardOutput, "GET /desinscription/");

            Assert.DoesNotContain(token, line, StringComparison.Ordinal);
            Assert.DoesNotContain("quatre-tuiles", line, StringComparison.Ordinal);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task<string> LineAsync(StreamReader output, string part)
    {
        while (await output.ReadLineAsync(Cancel) is { } line)
        {
            if (line.Contains(part, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new EndOfStreamException($"No line contains “{part}”.");
    }
}
