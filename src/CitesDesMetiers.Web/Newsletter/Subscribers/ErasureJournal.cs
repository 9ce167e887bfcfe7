using System.Globalization;
using CitesDesMetiers.Core.Subscribers;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <param name="At">In UTC.</param>
/// <param name="AddressKey">See <see cref="AddressKeys"/>. The address cannot be computed from it.</param>
public sealed record NotedErasure(DateTime At, string AddressKey);

/// <summary>
/// Records erasures in a file outside the database, one per line. After a backup is restored, the next start erases those people
/// again (docs/decisions/0011-erasure.md).
/// </summary>
public sealed class ErasureJournal(IOptions<ErasureOptions> options, IHostEnvironment host) : IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);

    /// <summary>Absolute path of the file.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(options.Value.Journal, host.ContentRootPath);

    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public async Task NoteAsync(NotedErasure erasure)
    {
        await one.WaitAsync();
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            await File.AppendAllTextAsync(Path, string.Create(CultureInfo.InvariantCulture, $"{erasure.At:O} {erasure.AddressKey}\n"));
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Reads all entries and skips damaged lines.</summary>
    public async Task<IReadOnlyList<NotedErasure>> ReadAsync(CancellationToken cancellation) =>
        File.Exists(Path) ? [.. (await File.ReadAllLinesAsync(Path, cancellation)).Select(Parse).OfType<NotedErasure>()] : [];

    public void Dispose() => one.Dispose();

    private static NotedErasure? Parse(string line) =>
        line.Split(' ') is [var at, { Length: 64 } key]
            && DateTime.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var when)
            ? new(when, key)
            : null;
}
