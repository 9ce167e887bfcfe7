using System.Text;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Keys;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Accounts;

/// <summary>The file that holds the link of the set-up until it is used, for who does not see the console.</summary>
internal sealed class SetUpFile(IOptions<KeyOptions> keys, ErasureJournal journal, ILogger<SetUpFile> logger)
{
    /// <summary>Beside the key file, or else beside the journal of erasures: both are in folders that the site may write to.</summary>
    public string Path { get; } = System.IO.Path.Combine(
        System.IO.Path.GetDirectoryName(keys.Value.File is { Length: > 0 } file ? file : journal.Path)!, "installation.txt");

    /// <returns>The token; null without a file, as when another instance holds it.</returns>
    public string? ReadToken()
    {
        try
        {
            return File.ReadAllText(Path).Trim().Split('/')[^1];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Write(string link)
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            File.Delete(Path);
            using var file = OwnerOnlyFile.Open(Path, FileMode.CreateNew);
            file.Write(Encoding.ASCII.GetBytes(link + "\n"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning("The link of the set-up cannot be written to {Path}: {Reason}. It is on the console only.", Path, e.Message);
        }
    }

    public void Delete()
    {
        try
        {
            File.Delete(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning("The link of the set-up, which opens nothing any more, cannot be deleted from {Path}: {Reason}.", Path, e.Message);
        }
    }
}
