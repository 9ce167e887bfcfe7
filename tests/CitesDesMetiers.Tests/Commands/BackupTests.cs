using System.IO.Compression;
using System.Text;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Sending.Engine;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Commands;

/// <summary>A backup of a running site, and where it may be restored.</summary>
[Trait("Database", "Sqlite")]
public sealed class BackupTests : IAsyncLifetime
{
    private readonly SmtpSite site = new();
    private readonly DirectoryInfo elsewhere = Directory.CreateTempSubdirectory("infolettre-test-");

    private int port;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Backup => Path.Combine(elsewhere.FullName, "sauvegarde.zip");

    private string Target => Path.Combine(elsewhere.FullName, "site.db");

    public async ValueTask InitializeAsync()
    {
        // A relay that takes nothing keeps the dispatch under way.
        port = await site.StopRelayAsync();
        await site.DispatchAsync(3);
    }

    [Fact]
    public async Task A_backup_of_a_running_site_is_restored_row_by_row_and_mails_nothing()
    {
        var (code, output, errors) = await CommandInProcess.RunAsync(site.Folder, "backup", Backup);
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("3 subscribers", output, StringComparison.Ordinal);
        Assert.Equal(["sauvegarde.zip"], Directory.GetFiles(elsewhere.FullName).Select(Path.GetFileName));

        var restored = await RestoreAsync();

        Assert.Equal((0, ""), (restored.Code, restored.Errors));
        await using var copy = SqliteCopy.Open(Target);
        Assert.True(await new OutboundLock(copy).IsLockedAsync(Cancel));
        Assert.Equal(DispatchState.Paused, (await copy.Dispatches.SingleAsync(Cancel)).State);
        Assert.Equal(AuditAction.BackupRestored, (await copy.AuditEntries.OrderBy(e => e.Id).LastAsync(Cancel)).Action);
        Assert.Equal(
            await site.WithDatabaseAsync(db => db.Subscribers.Select(s => s.Address + s.PublicId).ToListAsync(Cancel)),
            await copy.Subscribers.Select(s => s.Address + s.PublicId).ToListAsync(Cancel));
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in new[] { Backup, Target })
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
    }

    [Theory]
    [InlineData("truncated", "is truncated, or is no backup of this site. Nothing was restored.")]
    [InlineData("altered", "was altered or damaged: its database is not the one that its manifest describes. Nothing was restored.")]
    [InlineData("later", "was made by another version of the site (99.0.0): restore it with that version or a later one.")]
    [InlineData("missing", "Nothing was restored: Could not find file")]
    public async Task A_backup_that_is_not_whole_or_not_known_is_refused_with_a_sentence(string fault, string reason)
    {
        await CommandInProcess.RunAsync(site.Folder, "backup", Backup);
        Spoil(fault);

        var (code, _, errors) = await RestoreAsync();

        Assert.Equal(1, code);
        Assert.Contains(reason, errors, StringComparison.Ordinal);
        Assert.Single(errors.Trim().Split('\n'));
        Assert.True(new FileInfo(Target) is { Exists: false } or { Length: 0 });
        Assert.False(File.Exists(Target + ".restoring"));
    }

    [Fact]
    public async Task Neither_a_database_nor_an_earlier_backup_is_written_over()
    {
        await CommandInProcess.RunAsync(site.Folder, "backup", Backup);

        var again = await CommandInProcess.RunAsync(site.Folder, "backup", Backup);
        var onto = await CommandInProcess.RunAsync(site.Folder, "restore", Backup, "--yes");

        Assert.Equal((1, $"{Backup} exists already, and was left as it is. Name another file."), (again.Code, again.Errors.Trim()));
        Assert.Equal(1, onto.Code);
        Assert.Contains("holds a database already, and was left as it is.", onto.Errors, StringComparison.Ordinal);
        Assert.Equal(3, await site.WithDatabaseAsync(db => db.Subscribers.CountAsync(Cancel)));
    }

    public async ValueTask DisposeAsync()
    {
        site.StartRelay(port);
        await site.DisposeAsync();
        elsewhere.Delete(recursive: true);
    }

    private Task<(int Code, string Output, string Errors)> RestoreAsync() =>
        CommandInProcess.RunAsync(elsewhere.FullName, "restore", Backup, "--yes");

    private void Spoil(string fault)
    {
        switch (fault)
        {
            case "truncated":
                using (var file = File.OpenWrite(Backup))
                {
                    file.SetLength(file.Length / 2);
                }

                break;
            case "altered":
                Replace("infolettre.db", content => [.. content[..^1], (byte)(content[^1] ^ 1)]);
                break;
            case "later":
                Replace("manifest.json", content => Encoding.UTF8.GetBytes(
                    """{"format":1,"product":"99.0.0","migration":"20990101000000_Later","madeAt":"2099-01-01","sha256":"","counts":{}}"""));
                break;
            default:
                File.Delete(Backup);
                break;
        }
    }

    private void Replace(string name, Func<byte[], byte[]> change)
    {
        using var archive = ZipFile.Open(Backup, ZipArchiveMode.Update);
        using var content = new MemoryStream();
        using (var former = archive.GetEntry(name)!.Open())
        {
            former.CopyTo(content);
        }

        archive.GetEntry(name)!.Delete();
        using var entry = archive.CreateEntry(name).Open();
        entry.Write(change(content.ToArray()));
    }
}
