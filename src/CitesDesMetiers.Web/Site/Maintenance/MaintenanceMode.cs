using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Site.Maintenance;

/// <summary>
/// Whether the site is closed for a while. A file says so and not the database, so that it holds while the database is away, restored or
/// upgraded.
/// </summary>
internal sealed class MaintenanceMode(IOptions<MaintenanceOptions> options, IHostEnvironment environment, TimeProvider clock)
{
    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(1);

    private readonly Lock turn = new();
    private long lookedAt = -1;
    private string? message;

    public string Path { get; } = System.IO.Path.GetFullPath(options.Value.File, environment.ContentRootPath);

    /// <summary>What visitors are told, maybe empty; null while the site is open. At most a second old.</summary>
    public string? Message
    {
        get
        {
            lock (turn)
            {
                if (lookedAt < 0 || clock.GetElapsedTime(lookedAt) > LooksEvery)
                {
                    message = Read();
                    lookedAt = clock.GetTimestamp();
                }

                return message;
            }
        }
    }

    public void Begin(string said)
    {
        System.IO.Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        File.WriteAllText(Path, said);
    }

    public void End() => File.Delete(Path);

    private string? Read()
    {
        try
        {
            return File.Exists(Path) ? File.ReadAllText(Path).Trim() : null;
        }
        catch (IOException)
        {
            // Being written, or gone in between. The next look reads it.
            return message;
        }
        catch (UnauthorizedAccessException)
        {
            // Written by another account, such as root. Closed it is meant to be, whatever it says.
            return "";
        }
    }
}
