using System.Globalization;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Platform.Backups;

/// <summary>The folder of the scheduled backups. What is in it tells when the last one was made; nothing else remembers that.</summary>
internal sealed class BackupFolder(IOptions<BackupOptions> options, IHostEnvironment host, TimeProvider clock)
{
    private const string Prefix = "infolettre-";
    private const string Instant = "yyyyMMdd-HHmmss";

    /// <summary>By which the clocks of computers that share the folder may differ.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(5);

    /// <summary>EWOULDBLOCK on Linux and on macOS, ERROR_SHARING_VIOLATION on Windows.</summary>
    private static readonly int[] HeldByAnother = [11, 35, unchecked((int)0x80070020)];

    /// <summary>Null if no backups are scheduled.</summary>
    public string? Path { get; } = options.Value.Folder is { Length: > 0 } folder ? System.IO.Path.GetFullPath(folder, host.ContentRootPath) : null;

    /// <summary>
    /// When the newest was made, UTC; null if there is none or the folder cannot be read. One of a time to come was made under a wrong clock
    /// and does not count: no other would be made until then.
    /// </summary>
    public DateTime? LastAt
    {
        get
        {
            try
            {
                var latest = clock.GetUtcNow().UtcDateTime + ClockDifference;
                return List().Select(b => (DateTime?)b.MadeAt).FirstOrDefault(at => at <= latest);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }
    }

    /// <summary>The path of a new one.</summary>
    public string NameOf(DateTime madeAt, bool isSealed) =>
        System.IO.Path.Combine(Path!, Prefix + madeAt.ToString(Instant, CultureInfo.InvariantCulture) + (isSealed ? ".zip.sealed" : ".zip"));

    /// <summary>The newest first. Files of other names are not the site's.</summary>
    public IReadOnlyList<(string File, DateTime MadeAt)> List() =>
        Directory.Exists(Path)
            ? [.. Directory.GetFiles(Path, Prefix + "*.zip").Concat(Directory.GetFiles(Path, Prefix + "*.zip.sealed"))
                .Select(file => (File: file, MadeAt: MadeAt(file))).Where(b => b.MadeAt is not null)
                .Select(b => (b.File, b.MadeAt!.Value)).OrderByDescending(b => b.Value)]
            : [];

    /// <summary>Deletes what killed processes left.</summary>
    public void DeleteParts() => Array.ForEach(Directory.GetFiles(Path!, Prefix + "*.part"), File.Delete);

    /// <param name="keep">How many stay.</param>
    public void DeleteOldest(int keep)
    {
        foreach (var (file, _) in List().Skip(keep))
        {
            File.Delete(file);
        }
    }

    /// <summary>Has other processes wait for their next round. Killing this one ends it, too.</summary>
    /// <returns>Null if another one is at work.</returns>
    public FileStream? TakeTurn()
    {
        Directory.CreateDirectory(Path!);
        try
        {
            return new FileStream(System.IO.Path.Combine(Path!, Prefix + "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (HeldByAnother.Contains(e.HResult))
        {
            return null;
        }
    }

    private static DateTime? MadeAt(string file) =>
        System.IO.Path.GetFileName(file) is var name && name.Length > Prefix.Length + Instant.Length
            && DateTime.TryParseExact(
                name.Substring(Prefix.Length, Instant.Length), Instant, CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : null;
}
