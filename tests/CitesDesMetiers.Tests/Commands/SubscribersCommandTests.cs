using System.Globalization;
using System.Text.Json;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Subscribers.Imports;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Newsletter.Subscribers;
using CitesDesMetiers.Web.Newsletter.Subscribers.Imports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Commands;

/// <summary>The <c>subscribers</c> commands over the database of a site that is running.</summary>
public sealed class SubscribersCommandTests : IAsyncDisposable
{
    private readonly ClockedSite site = new(DateTime.UtcNow);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task People_are_imported_counted_exported_and_erased_and_the_journal_says_so()
    {
        await site.AddReaderAsync("avant@ex.example");
        var file = await FileAsync("Courriel;Langue\nanne@ex.example;portugais\nbad@@ex.example;fr\navant@ex.example;fr\n");

        var dry = await RunAsync("import", file, "--consent-source", "Salon de Lille", "--consent-date", "2026-01-15", "--dry-run");
        Assert.Equal((0, 1), (dry.Code, await CountAsync()));
        Assert.Contains("1 accepted (0 with a remark), 2 refused", dry.Output, StringComparison.Ordinal);

        var real = await RunAsync("import", file, "--consent-source", "Salon de Lille", "--consent-date", "2026-01-15");
        Assert.Equal((0, 2), (real.Code, await CountAsync()));
        Assert.Contains("1 subscribed.", real.Output, StringComparison.Ordinal);

        var stats = JsonDocument.Parse((await RunAsync("stats", "--json")).Output).RootElement;
        Assert.Equal(2, stats.GetProperty("states").GetProperty("confirmed").GetInt32());
        Assert.Contains("anne@ex.example;Abonné;pt", await ExportAsync(), StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync("erase", "ANNE@ex.example")).Code);
        Assert.Equal(
            SubscriberState.Erased,
            await site.WithDatabaseAsync(
                db => db.Subscribers.Where(s => s.ImportId == null && s.Address != "avant@ex.example").Select(s => s.State).SingleAsync(Cancel)));
        Assert.DoesNotContain("anne@", await ExportAsync(), StringComparison.Ordinal);
        Assert.Equal(
            ["SubscriberErased", "SubscribersExported", "SubscribersExported", "SubscribersImported"],
            (await site.WithDatabaseAsync(db => db.AuditEntries.Select(e => e.Action).ToListAsync(Cancel)))
                .Select(a => a.ToString())
                .Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("There is no file", "import", "rien.csv", "--consent-source", "x", "--consent-date", "2026-01-15")]
    [InlineData("is not a day", "import", "rien.csv", "--consent-source", "x", "--consent-date", "hier")]
    [InlineData("is not a language of the list", "import", "rien.csv", "--consent-source", "x", "--consent-date", "2026-01-15", "--language", "xx")]
    [InlineData("--consent-source", "import", "rien.csv")]
    [InlineData("No subscriber has this address", "erase", "inconnue@ex.example")]
    [InlineData("is not a mail address", "erase", "inconnue")]
    public async Task What_cannot_be_done_is_refused_with_the_reason(string reason, params string[] words)
    {
        var (code, _, errors) = await RunAsync(words);

        Assert.Equal((1, true), (code, errors.Contains(reason, StringComparison.Ordinal)));
        Assert.Equal(0, await CountAsync());
    }

    /// <summary>kill -9 as the transaction begins: nobody is subscribed, and the running site takes the import up when the lease ends.</summary>
    [Fact]
    public async Task An_import_whose_process_is_killed_in_its_midst_is_all_done_by_another_instance()
    {
        const int People = 20_000;
        var file = await FileAsync(
            "Courriel\n" + string.Concat(Enumerable.Range(0, People).Select(i => string.Create(CultureInfo.InvariantCulture, $"p{i}@ex.example\n"))));
        using (
            var process = WebProcess.Start(
                ["subscribers", "import", file, "--consent-source", "Salon", "--consent-date", "2026-01-15", .. WebProcess.Over(site.Folder)]))
        {
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            await Eventually.TrueAsync(
                () => site.WithDatabaseAsync(db => db.SubscriberImports.AnyAsync(i => i.State == ImportState.Importing && i.LeaseId != null, Cancel)),
                "it imports");
            process.Kill();
            await process.WaitForExitAsync(Cancel);
        }

        Assert.Equal(0, await CountAsync());
        site.Clock.Now = DateTime.UtcNow.AddMinutes(10);
        site.Services.GetRequiredService<ImportSignal>().Wake();

        await Eventually.TrueAsync(
            () => site.WithDatabaseAsync(db => db.SubscriberImports.AnyAsync(i => i.State == ImportState.Done, Cancel)), "another has done it");
        Assert.Equal(People, await CountAsync());
        Assert.Equal(People, await site.WithDatabaseAsync(db => db.ConsentEvents.CountAsync(Cancel)));
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private Task<(int Code, string Output, string Errors)> RunAsync(params string[] words) =>
        CommandInProcess.RunAsync(site.Folder, ["subscribers", .. words]);

    /// <summary>A process of its own: the file is written to the standard output as bytes, past the console.</summary>
    private async Task<string> ExportAsync()
    {
        var (code, output, _) = await WebProcess.RunAsync(site.Folder, "subscribers", "export");
        Assert.Equal(0, code);
        return output;
    }

    private Task<int> CountAsync() => site.WithDatabaseAsync(db => db.Subscribers.CountAsync(s => s.State == SubscriberState.Confirmed, Cancel));

    private async Task<string> FileAsync(string content)
    {
        _ = site.Services;
        var path = Path.Combine(site.Folder, "liste.csv");
        await File.WriteAllTextAsync(path, content, Cancel);
        return path;
    }
}
