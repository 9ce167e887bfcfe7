using System.IO.Compression;
using System.Security.Cryptography;
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

    private string Key => Path.Combine(elsewhere.FullName, "sauvegarde.key");

    private string Target => Path.Combine(elsewhere.FullName, "site.db");

    public async ValueTask InitializeAsync()
    {
        // A relay that takes nothing keeps the dispatch under way.
        port = await site.StopRelayAsync();
        await site.DispatchAsync(3);
    }

    [Theory]
    [InlineData]
    [InlineData("--portable")]
    public async Task A_backup_of_a_running_site_is_restored_row_by_row_and_mails_nothing(params string[] options)
    {
        var (code, output, errors) = await BackUpAsync(options);
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("3 subscribers", output, StringComparison.Ordinal);
        Assert.Equal(["sauvegarde.zip"], Directory.GetFiles(elsewhere.FullName).Select(Path.GetFileName));
        Assert.Equal(["site.db", "site.db-shm", "site.db-wal"], FilesOfDatabase());

        var restored = await RestoreAsync();

        Assert.Equal((0, ""), (restored.Code, restored.Errors));
        await using var copy = SqliteCopy.Open(Target);
        Assert.True(await new OutboundLock(copy).IsLockedAsync(Cancel));
        Assert.Equal(DispatchState.Paused, (await copy.Dispatches.SingleAsync(Cancel)).State);
        Assert.Equal(AuditAction.BackupRestored, (await copy.AuditEntries.OrderBy(e => e.Id).LastAsync(Cancel)).Action);
        Assert.True(await copy.IsWholeAsync(Cancel));
        await AssertSameRowsAsync();
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in new[] { Backup, Target })
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
    }

    [Theory]
    [InlineData(new string[0], "truncated", "is truncated or altered, or is no backup of this site. Nothing was restored.")]
    [InlineData(new[] { "--portable" }, "truncated", "is truncated or altered, or is no backup of this site. Nothing was restored.")]
    [InlineData(new string[0], "infolettre.db", "was altered or damaged: it does not hold what its manifest describes. Nothing was restored.")]
    [InlineData(new[] { "--portable" }, "tables/Subscribers.jsonl", "was altered or damaged: it does not hold what its manifest describes.")]
    [InlineData(new string[0], "later", "was made by another version of the site (99.0.0): restore it with that version or a later one.")]
    [InlineData(new string[0], "missing", "Nothing was restored: Could not find file")]
    public async Task A_backup_that_is_not_whole_or_not_known_is_refused_with_a_sentence(string[] options, string fault, string reason)
    {
        await BackUpAsync(options);
        Spoil(fault);

        AssertNothingRestored(await RestoreAsync(), reason);
    }

    [Fact]
    public async Task Neither_a_database_nor_an_earlier_backup_is_written_over()
    {
        await BackUpAsync();

        var again = await BackUpAsync();
        var onto = await CommandInProcess.RunAsync(site.Folder, "restore", Backup, "--yes");

        Assert.Equal((1, $"{Backup} exists already, and was left as it is. Name another file."), (again.Code, again.Errors.Trim()));
        Assert.Equal(1, onto.Code);
        Assert.Contains("holds a database already, and was left as it is.", onto.Errors, StringComparison.Ordinal);
        Assert.Equal(3, await site.WithDatabaseAsync(db => db.Subscribers.CountAsync(Cancel)));
    }

    [Fact]
    public async Task A_restore_killed_in_the_middle_leaves_no_database_and_the_next_one_is_whole()
    {
        await BackUpAsync("--portable");
        using (var restore = WebProcess.Start(["restore", Backup, "--yes", .. WebProcess.Over(elsewhere.FullName)]))
        {
            // Not by way of the thread pool, which may be busy until the restore is over.
            SpinWait.SpinUntil(() => File.Exists(Target + ".restoring") || restore.HasExited);
            restore.Kill();
            await restore.WaitForExitAsync(Cancel);
        }

        Assert.True(File.Exists(Target + ".restoring"));
        AssertNoDatabase();

        Assert.Equal(0, (await RestoreAsync()).Code);

        await using var copy = SqliteCopy.Open(Target);
        Assert.True(await copy.IsWholeAsync(Cancel));
        Assert.Equal(3, await copy.Subscribers.CountAsync(Cancel));
        Assert.Equal([], Directory.GetFiles(elsewhere.FullName, "*.restoring*"));
    }

    [Theory]
    [InlineData]
    [InlineData("--portable")]
    public async Task A_sealed_backup_names_nobody_and_is_opened_by_its_key_alone(params string[] options)
    {
        Assert.Equal(0, (await CommandInProcess.RunAsync(elsewhere.FullName, "keys", "create", Key)).Code);
        Assert.Equal((0, ""), Said(await BackUpAsync([.. options, "--key", Key])));
        Assert.DoesNotContain("manifest", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Backup, Cancel)), StringComparison.Ordinal);

        Assert.Equal((0, ""), Said(await RestoreAsync("--key", Key)));

        await using var copy = SqliteCopy.Open(Target);
        Assert.Equal(3, await copy.Subscribers.CountAsync(Cancel));
    }

    [Theory]
    [InlineData("no key", "is sealed: name the file of its key with --key.")]
    [InlineData("other key", "was sealed with another key. Name the file of that key.")]
    [InlineData("no key file", "The key of the backup cannot be read: Could not find file")]
    [InlineData("damaged key", "holds no key: it must be 44 characters of base64")]
    [InlineData("truncated", "is truncated or altered, or is no backup of this site. Nothing was restored.")]
    [InlineData("altered", "is truncated or altered, or is no backup of this site. Nothing was restored.")]
    [InlineData("in clear", "is not sealed, so the key cannot tell whether it is yours. Leave --key out if you trust it.")]
    public async Task A_sealed_backup_with_a_wrong_key_or_altered_is_refused_with_a_sentence(string fault, string reason)
    {
        await CommandInProcess.RunAsync(elsewhere.FullName, "keys", "create", Key);
        await BackUpAsync(fault == "in clear" ? [] : ["--key", Key]);
        switch (fault)
        {
            case "other key":
                File.Delete(Key);
                await CommandInProcess.RunAsync(elsewhere.FullName, "keys", "create", Key);
                break;
            case "no key file":
                File.Delete(Key);
                break;
            case "damaged key":
                await File.WriteAllTextAsync(Key, "rien", Cancel);
                break;
            case "altered":
                var bytes = await File.ReadAllBytesAsync(Backup, Cancel);
                bytes[bytes.Length / 2] ^= 1;
                await File.WriteAllBytesAsync(Backup, bytes, Cancel);
                break;
            case "truncated":
                Spoil(fault);
                break;
        }

        AssertNothingRestored(await RestoreAsync(fault == "no key" ? [] : ["--key", Key]), reason);
    }

    [Fact]
    public async Task A_full_disk_is_said_and_leaves_no_part_of_a_backup()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // Writing to /dev/full fails as writing to a full disk does.
        File.CreateSymbolicLink(Backup + ".part", "/dev/full");

        var (code, _, errors) = await BackUpAsync();

        Assert.Equal(1, code);
        Assert.StartsWith("The backup could not be written, and none was made: No space left on device", errors, StringComparison.Ordinal);
        Assert.Equal([], Directory.GetFiles(elsewhere.FullName));
        Assert.Equal(["site.db", "site.db-shm", "site.db-wal"], FilesOfDatabase());
    }

    public async ValueTask DisposeAsync()
    {
        site.StartRelay(port);
        await site.DisposeAsync();
        elsewhere.Delete(recursive: true);
    }

    private static (int Code, string Errors) Said((int Code, string Output, string Errors) result) => (result.Code, result.Errors);

    /// <summary>All but what the restore writes, and the state of the dispatch, which goes on in the meantime.</summary>
    private async Task AssertSameRowsAsync()
    {
        string[] changed = ["SendingQuotas", "AuditEntries", "Dispatches", "Deliveries"];
        var (before, after) = (await SqliteRows.OfAsync(site.Folder), await SqliteRows.OfAsync(elsewhere.FullName));
        Assert.All(before.Where(t => !changed.Contains(t.Key)), t => Assert.Equal(t.Value, after[t.Key]));
        Assert.Equal(before["Deliveries"].Count, after["Deliveries"].Count);
    }

    private void AssertNothingRestored((int Code, string Output, string Errors) result, string reason)
    {
        Assert.Equal(1, result.Code);
        Assert.Contains(reason, result.Errors, StringComparison.Ordinal);
        Assert.Single(result.Errors.Trim().Split('\n'));
        AssertNoDatabase();
        Assert.False(File.Exists(Target + ".restoring"));
    }

    private void AssertNoDatabase() => Assert.True(new FileInfo(Target) is { Exists: false } or { Length: 0 });

    private IEnumerable<string?> FilesOfDatabase() =>
        Directory.GetFiles(site.Folder, "site.db*").Select(Path.GetFileName).Order(StringComparer.Ordinal);

    private Task<(int Code, string Output, string Errors)> BackUpAsync(params string[] options) =>
        CommandInProcess.RunAsync(site.Folder, ["backup", Backup, .. options]);

    private Task<(int Code, string Output, string Errors)> RestoreAsync(params string[] options) =>
        CommandInProcess.RunAsync(elsewhere.FullName, ["restore", Backup, "--yes", .. options]);

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
            case "later":
                Replace("manifest.json", _ => Encoding.UTF8.GetBytes(
                    """{"format":1,"product":"99.0.0","migration":"Later","madeAt":"2099-01-01","files":{},"counts":{}}"""));
                break;
            case "missing":
                File.Delete(Backup);
                break;
            default:
                Replace(fault, content => [.. content[..^1], (byte)(content[^1] ^ 1)]);
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
