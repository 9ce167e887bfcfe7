using System.Net;
using CitesDesMetiers.Tests.App;

namespace CitesDesMetiers.Tests.Commands;

public sealed class MaintenanceCommandTests : IAsyncDisposable
{
    private readonly SiteFactory site = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_running_site_closes_its_pages_with_the_message_and_opens_them_again()
    {
        var file = Path.Combine(site.Folder, "entretien.txt");
        site.Settings["Maintenance:File"] = file;
        using var visitor = site.CreateClient();
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/", Cancel)).StatusCode);

        Assert.Equal(0, await RunAsync("on", "--message", "Retour à 14 h <bientôt>"));

        await Eventually.TrueAsync(async () => await StatusAsync() is HttpStatusCode.ServiceUnavailable, "the site is closed");
        var closed = await visitor.GetAsync("/redaction", Cancel);
        var page = await closed.Content.ReadAsStringAsync(Cancel);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromMinutes(5)), (closed.StatusCode, closed.Headers.RetryAfter!.Delta));
        Assert.Contains("Le site est en cours d’entretien", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<bientôt>", page, StringComparison.Ordinal);
        var styles = page.Split("href=\"")[1].Split('"')[0];
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(styles, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/health", Cancel)).StatusCode);

        Assert.Equal(0, await RunAsync("off"));
        await Eventually.TrueAsync(async () => await StatusAsync() is HttpStatusCode.OK, "the site is open again");

        async Task<HttpStatusCode> StatusAsync() => (await visitor.GetAsync("/", Cancel)).StatusCode;

        async Task<int> RunAsync(params string[] words) =>
            (await CommandInProcess.RunAsync(site.Folder, ["maintenance", .. words, $"--Maintenance:File={file}"])).Code;
    }

    [Fact]
    public async Task A_message_that_the_site_may_not_read_closes_it_all_the_same()
    {
        var file = Path.Combine(site.Folder, "entretien.txt");
        await File.WriteAllTextAsync(file, "Retour à 14 h", Cancel);

        if (!OperatingSystem.IsWindows())
        {
            // Root reads it anyway.
            File.SetUnixFileMode(file, UnixFileMode.None);
        }

        site.Settings["Maintenance:File"] = file;
        using var visitor = site.CreateClient();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await visitor.GetAsync("/", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/health", Cancel)).StatusCode);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();
}
