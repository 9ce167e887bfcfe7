using CitesDesMetiers.Core.Issues;

namespace CitesDesMetiers.Web.Newsletter.Issues.Pdf;

/// <summary>The temporary folder of one print. It is removed with all that the browser wrote.</summary>
internal sealed class PrintFolder : IAsyncDisposable
{
    private const string Prefix = "infolettre-pdf-";

    /// <summary>Longer than any print may take.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = true };

    public string Path { get; } = Directory.CreateTempSubdirectory(Prefix).FullName;

    public string Page => System.IO.Path.Combine(Path, "page.html");

    public string Pdf => System.IO.Path.Combine(Path, "page.pdf");

    public string Profile => System.IO.Path.Combine(Path, "profile");

    /// <summary>In bytes. Files that vanish meanwhile do not count.</summary>
    public long Size => new DirectoryInfo(Path).EnumerateFiles("*", Everything).Sum(SizeOf);

    /// <summary>Removes folders that a killed site left behind.</summary>
    public static void RemoveAbandoned()
    {
        foreach (var old in new DirectoryInfo(System.IO.Path.GetTempPath()).EnumerateDirectories(Prefix + "*"))
        {
            if (DateTime.UtcNow - old.CreationTimeUtc > Abandoned)
            {
                TryRemove(old.FullName);
            }
        }
    }

    /// <returns>Null if there is a PDF of allowed size.</returns>
    public PdfFailure? Check(long maxBytes)
    {
        var file = new FileInfo(Pdf);
        return !file.Exists || file.Length == 0 ? PdfFailure.Died : file.Length > maxBytes ? PdfFailure.TooLarge : null;
    }

    public async ValueTask DisposeAsync()
    {
        // Processes that were killed may still finish a write.
        for (var i = 0; i < 50 && !TryRemove(Path); i++)
        {
            await Task.Delay(100);
        }
    }

    private static bool TryRemove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static long SizeOf(FileInfo file)
    {
        try
        {
            return file.LinkTarget is null ? file.Length : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
