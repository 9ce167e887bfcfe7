using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Tests.App;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Platform;

/// <summary>The site in Production as a process of its own, started as somebody in a hurry would.</summary>
public sealed class StartFolderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("infolettre-start-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_built_and_is_started_in_production_from_any_folder_serves_its_styles_and_scripts_compressed_too()
    {
        using var site = WebProcess.Start(WebProcess.Over(folder), folder);
        try
        {
            using var handler = new HttpClientHandler { AutomaticDecompression = DecompressionMethods.All };
            using var client = new HttpClient(handler) { BaseAddress = new Uri(await AddressAsync(site)) };
            await AddAccountAsync();
            Assert.Equal(0, (await WebProcess.RunAsync(folder, "health", client.BaseAddress!.AbsoluteUri)).Code);
            var page = await client.GetStringAsync("/", Cancel);
            var assets = Regex.Matches(page, "(?:href|src)=\"(/(?:css|js)/[^\"]+)\"").Select(m => m.Groups[1].Value).Distinct().ToList();

            Assert.Contains(assets, a => a.StartsWith("/css/", StringComparison.Ordinal));
            foreach (var asset in assets)
            {
                using var answer = await client.GetAsync(asset, Cancel);
                Assert.Equal((asset, HttpStatusCode.OK), (asset, answer.StatusCode));
                Assert.NotEmpty(await answer.Content.ReadAsStringAsync(Cancel));
            }

            if (!OperatingSystem.IsWindows())
            {
                var owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
                Assert.NotEmpty(Directory.GetFiles(folder, "*.db"));
                foreach (var file in Directory.GetFiles(folder, "*.db*"))
                {
                    Assert.Equal((file, owner), (file, File.GetUnixFileMode(file)));
                }
            }
        }
        finally
        {
            site.Kill();
            await site.WaitForExitAsync(Cancel);
        }
    }

    [Fact]
    public async Task Under_systemd_the_site_says_when_it_is_ready_and_that_it_lives()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var path = Path.Combine(folder, "notify");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        using var site = WebProcess.Start(
            WebProcess.Over(folder), folder, environment: new() { ["NOTIFY_SOCKET"] = path, ["WATCHDOG_USEC"] = "1000000" });
        _ = site.StandardOutput.ReadToEndAsync(Cancel);
        try
        {
            var (said, buffer) = (new HashSet<string>(), new byte[1000]);
            while (!said.IsSupersetOf(["READY=1", "WATCHDOG=1"]))
            {
                said.Add(Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer, Cancel)).Trim());
            }
        }
        finally
        {
            site.Kill();
            await site.WaitForExitAsync(Cancel);
        }
    }

    [Fact]
    public async Task Without_its_styles_the_site_does_not_start_and_says_where_it_looked()
    {
        var copy = Directory.CreateDirectory(Path.Combine(folder, "copie")).FullName;
        foreach (
            var file in Directory.EnumerateFiles(AppContext.BaseDirectory)
                .Where(f => !f.EndsWith(".staticwebassets.runtime.json", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        using var site = WebProcess.Start(WebProcess.Over(folder), folder, Path.Combine(copy, Path.GetFileName(typeof(Program).Assembly.Location)));
        var said = site.StandardError.ReadToEndAsync(Cancel);
        await site.WaitForExitAsync(Cancel);

        Assert.Equal(2, site.ExitCode);
        Assert.Contains($"The styles of the site are not in {Path.Combine(copy, "wwwroot")}", await said, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "site.db")), "Nothing was begun.");
    }

    [Fact]
    public async Task A_database_of_another_version_is_left_as_it_is_and_the_start_says_so()
    {
        using (var database = new SqliteConnection(TestDatabase.CreateSqlite(folder)))
        {
            await database.OpenAsync(Cancel);
            using var later = database.CreateCommand();
            later.CommandText = """INSERT INTO "__EFMigrationsHistory" VALUES ('20990101000000_Later', '99.0.0')""";
            await later.ExecuteNonQueryAsync(Cancel);
        }

        var before = await File.ReadAllBytesAsync(Path.Combine(folder, "site.db"), Cancel);

        foreach (var command in new[] { "serve", "migrate" })
        {
            var (code, _, errors) = await WebProcess.RunAsync(folder, command);

            Assert.Equal(2, code);
            Assert.Contains("made by another version of the site (migration \"20990101000000_Later\")", errors, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(folder, "site.db"), Cancel));
    }

    /// <summary>Without an account, the site would wait for its set-up.</summary>
    private async Task AddAccountAsync()
    {
        var options = new DbContextOptionsBuilder<NewsletterContext>();
        DatabaseProvider.Sqlite.Configure(options, $"Data Source={Path.Combine(folder, "site.db")};Pooling=False");
        await using var db = new NewsletterContext(options.Options);
        db.Users.Add(new User("admin@lettre.example", "Admin", Role.Administrator));
        await db.SaveChangesAsync(Cancel);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task<string> AddressAsync(System.Diagnostics.Process site)
    {
        while (await site.StandardOutput.ReadLineAsync(Cancel) is { } line)
        {
            if (Regex.Match(line, "Now listening on: \"?(http://127\\.0\\.0\\.1:[0-9]+)") is { Success: true } listening)
            {
                // What else it says must not fill the pipe.
                _ = site.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return listening.Groups[1].Value;
            }
        }

        throw new InvalidOperationException("The site ended: " + await site.StandardError.ReadToEndAsync(Cancel));
    }
}
