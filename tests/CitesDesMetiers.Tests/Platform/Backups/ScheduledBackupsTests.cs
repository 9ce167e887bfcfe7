using CitesDesMetiers.Core.Checks;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Platform.Backups;
using CitesDesMetiers.Web.Platform.SystemChecks;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Platform.Backups;

/// <summary>The site makes a backup a day by itself, keeps some, and says when none arrives any more.</summary>
public sealed class ScheduledBackupsTests : IAsyncDisposable
{
    private readonly ClockedSite site = new(new DateTime(2026, 3, 2, 12, 0, 0, DateTimeKind.Utc));

    public ScheduledBackupsTests()
    {
        site.Settings["Backup:Folder"] = Folder;
        site.Settings["Backup:At"] = "02:00";
        site.Settings["Backup:Keep"] = "2";
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Folder => Path.Combine(site.Folder, "sauvegardes");

    [Fact]
    public async Task One_is_made_at_once_then_one_a_day_and_the_oldest_goes()
    {
        Assert.Equal((CheckState.ToFix, true), await CheckAsync("Il n’y en a aucune"));

        await RunAsync();
        await RunAsync();
        Assert.Equal(["infolettre-20260302-120000.zip"], Backups());
        Assert.Equal((CheckState.Ok, true), await CheckAsync("Le 2 mars 2026"));

        site.Clock.Forward(TimeSpan.FromHours(13));
        await RunAsync();
        Assert.Single(Backups());
        Assert.Equal((CheckState.Ok, true), await CheckAsync("Le 2 mars 2026"));

        site.Clock.Forward(TimeSpan.FromHours(1));
        await RunAsync();
        site.Clock.Forward(TimeSpan.FromDays(1));
        await RunAsync();
        Assert.Equal(["infolettre-20260303-020000.zip", "infolettre-20260304-020000.zip"], Backups());

        site.Clock.Forward(TimeSpan.FromHours(25));
        Assert.Equal((CheckState.Ok, true), await CheckAsync("Le 4 mars 2026"));
        site.Clock.Forward(TimeSpan.FromHours(1));
        Assert.Equal((CheckState.ToFix, true), await CheckAsync("Elle date du 4 mars 2026"));
    }

    [Fact]
    public async Task A_process_that_shares_the_folder_leaves_the_work_to_the_one_that_is_at_it()
    {
        using (site.Services.GetRequiredService<BackupFolder>().TakeTurn())
        {
            await RunAsync();
            Assert.Empty(Backups());
        }

        await RunAsync();
        Assert.Single(Backups());
    }

    [Fact]
    public async Task A_backup_that_fails_keeps_the_earlier_ones_and_what_a_killed_one_left_goes()
    {
        await RunAsync();
        site.Clock.Forward(TimeSpan.FromDays(1));
        var next = Path.Combine(Folder, "infolettre-20260303-120000.zip");
        Directory.CreateDirectory(next);

        await Assert.ThrowsAsync<BackupRefusedException>(RunAsync);

        Assert.Equal(["infolettre-20260302-120000.zip"], Backups());
        Directory.Delete(next);
        await File.WriteAllTextAsync(Path.Combine(Folder, "infolettre-20260303-110000.zip.part"), "half", Cancel);
        await RunAsync();
        Assert.Equal(["infolettre-20260302-120000.zip", "infolettre-20260303-120000.zip"], Backups());
    }

    [Fact]
    public async Task One_made_while_the_clock_ran_ahead_does_not_stop_the_later_ones()
    {
        site.Clock.Forward(TimeSpan.FromDays(40));
        await RunAsync();
        site.Clock.Forward(-TimeSpan.FromDays(40));

        Assert.Equal((CheckState.ToFix, true), await CheckAsync("Il n’y en a aucune"));
        await RunAsync();

        Assert.Equal(["infolettre-20260302-120000.zip", "infolettre-20260411-120000.zip"], Backups());
        Assert.Equal((CheckState.Ok, true), await CheckAsync("Le 2 mars 2026"));
    }

    [Fact]
    public async Task They_are_sealed_if_a_key_is_set()
    {
        var key = Path.Combine(site.Folder, "sauvegarde.key");
        await CommandInProcess.RunAsync(site.Folder, "keys", "create", key);
        site.Settings["Backup:KeyFile"] = key;

        await RunAsync();

        var file = Path.Combine(Folder, Assert.Single(Backups())!);
        Assert.EndsWith(".zip.sealed", file, StringComparison.Ordinal);
        using var backup = await BackupFile.OpenAsync(file, BackupKey.Read(key), Cancel);
        Assert.True(await backup.IsWholeAsync(Cancel));
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private async Task RunAsync()
    {
        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ScheduledBackups>().RunAsync(Cancel);
    }

    private async Task<(CheckState State, bool SaysIt)> CheckAsync(string words)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var check = scope.ServiceProvider.GetServices<ISystemCheck>().Single(c => c.Title == "Sauvegardes");
        var found = Assert.Single(await check.RunAsync(Cancel));
        return (found.State, found.Sentence.Contains(words, StringComparison.Ordinal));
    }

    private IEnumerable<string?> Backups() =>
        Directory.GetFiles(Folder).Select(Path.GetFileName).Where(f => f != "infolettre-lock").Order(StringComparer.Ordinal);
}
