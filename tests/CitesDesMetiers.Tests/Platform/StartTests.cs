using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CitesDesMetiers.Tests.App;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Platform;

public class StartTests
{
    [Fact]
    public async Task The_site_starts_on_an_empty_folder_and_says_it_is_healthy()
    {
        await using var site = new SiteFactory();
        using var client = site.CreateSiteClient();

        var answer = await client.GetAsync("/health", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Trait("Database", "Sqlite")]
    [Fact]
    public async Task Two_that_start_at_once_on_an_empty_folder_both_serve()
    {
        var folder = Directory.CreateTempSubdirectory("infolettre-test-").FullName;
        string[] serve = ["serve", .. WebProcess.Over(folder)];
        using var one = WebProcess.Start(serve);
        using var other = WebProcess.Start(serve);
        try
        {
            using var client = new HttpClient();
            foreach (var process in (Process[])[one, other])
            {
                var address = await WebProcess.ListeningAsync(process);
                Assert.Equal("Healthy", await client.GetStringAsync(address + "/health/ready", TestContext.Current.CancellationToken));
            }
        }
        finally
        {
            foreach (var process in (Process[])[one, other])
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }

            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("Urls", "http://127.0.0.1:")]
    [InlineData("Telemetry:Prometheus", "localhost:")]
    public async Task A_port_that_is_taken_is_said_in_a_sentence(string setting, string host)
    {
        await using var site = new SiteFactory();
        _ = site.Services;
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var (code, _, errors) = await WebProcess.RunAsync(site.Folder, "serve", $"--{setting}={host}{port}");

        Assert.Equal(1, code);
        Assert.Matches($"The site cannot listen: .*ddress already in use.* address is in {setting}", errors);
        Assert.DoesNotContain("Unhandled", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_file_of_settings_is_watched_as_that_would_hear_of_every_write_to_a_database_beside_it()
    {
        await using var site = new SiteFactory();
        var settings = (IConfigurationRoot)site.Services.GetRequiredService<IConfiguration>();

        var files = settings.Providers.OfType<FileConfigurationProvider>().ToList();

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.False(file.Source.ReloadOnChange, file.Source.Path));
    }

    [Theory]
    [InlineData("/cette-page-n-existe-pas", 404)]
    public async Task An_error_has_a_page_in_French(string path, int status)
    {
        await using var site = new SiteFactory();
        using var client = site.CreateSiteClient();

        var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(
            "Cette page n’existe pas", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
