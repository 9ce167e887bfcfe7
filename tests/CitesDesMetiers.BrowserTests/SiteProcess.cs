using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace CitesDesMetiers.BrowserTests;

/// <summary>
/// The built site as its users run it: a process of its own, a database file and an outbox in a folder of its own, a port
/// of its own on the loopback interface. It can be killed and started again over the same folder.
/// </summary>
public sealed class SiteProcess : IAsyncDisposable
{
    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
    private static readonly string Project = Path.Combine(Root(), "src", "CitesDesMetiers.Web");

    /// <summary>Processes that run side by side begin a hundred apart.</summary>
    private static int lastPort = 20_000 + (Environment.ProcessId % 100 * 100);

    private readonly Dictionary<string, string> settings = [];
    private Process? process;

    public SiteProcess()
    {
        Folder = Directory.CreateTempSubdirectory("infolettre-navigateur-").FullName;
        Url = $"http://127.0.0.1:{FreePort()}";
        settings["ConnectionStrings:Newsletter"] = "Data Source=" + Path.Combine(Folder, "site.db");
        settings["Mail:Outbox:Folder"] = Path.Combine(Folder, "outbox");
        settings["Erasures:Journal"] = Path.Combine(Folder, "effacements.txt");
        settings["Site:PublicUrl"] = Url;
        settings["RateLimits:SignInPerMinute"] = "1000";
        settings["Dns:Servers"] = "127.0.0.1:9";
        settings["RateLimits:PublicFormPerMinute"] = "1000";
    }

    /// <summary>
    /// A database with the demonstration and all its pictures; sites of Development begin with a copy. Without it, each fills one of its
    /// own, which takes a processor for six seconds.
    /// </summary>
    public static string? Demonstration { get; set; }

    public string Folder { get; }

    public string Url { get; }

    /// <summary>Connection string of its database.</summary>
    public string Database => settings["ConnectionStrings:Newsletter"];

    /// <summary>Of the running process.</summary>
    public int Id => process!.Id;

    /// <summary>Resident bytes now.</summary>
    public long Memory
    {
        get
        {
            process!.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Most resident bytes since the start.</summary>
    public long PeakMemory
    {
        get
        {
            process!.Refresh();
            return process.PeakWorkingSet64;
        }
    }

    /// <summary>Development fills an empty database with the demonstration.</summary>
    public string EnvironmentName { get; init; } = "Development";

    /// <summary>Adds a setting for the next start, as <c>--key value</c>.</summary>
    public SiteProcess With(string key, string value)
    {
        settings[key] = value;
        return this;
    }

    /// <summary>Runs a command of the executable to its end and gives what it printed.</summary>
    public async Task<string> RunAsync(params string[] command)
    {
        using var run = Launch(command);
        var output = await run.StandardOutput.ReadToEndAsync();
        var errors = await run.StandardError.ReadToEndAsync();
        await run.WaitForExitAsync();
        return run.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{string.Join(' ', command)} ended with {run.ExitCode}.\n{output}\n{errors}");
    }

    /// <summary>Starts serving and waits until the site says it is healthy.</summary>
    public async Task StartAsync()
    {
        var database = Path.Combine(Folder, "site.db");
        if (EnvironmentName == "Development" && Demonstration is { } copy && !File.Exists(database))
        {
            File.Copy(copy, database);
        }

        process = Launch(["serve", "--urls", Url]);
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var client = new HttpClient();
        for (var i = 0; i < 1_200; i++)
        {
            try
            {
                if ((await client.GetAsync(Url + "/health")).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("The site did not start within two minutes.");
    }

    /// <summary>kill -9: nothing of the process gets a chance to tidy up.</summary>
    public async Task KillAsync()
    {
        process!.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            await KillAsync();
        }

        process?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private Process Launch(string[] command)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Project,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = EnvironmentName;
        start.ArgumentList.Add(Path.Combine(Project, "bin", Configuration, "net10.0", "CitesDesMetiers.Web.dll"));
        foreach (var word in command.Concat(settings.SelectMany(s => new[] { "--" + s.Key, s.Value })))
        {
            start.ArgumentList.Add(word);
        }

        return Process.Start(start) ?? throw new InvalidOperationException("The site cannot be started.");
    }

    /// <summary>
    /// A port of the loopback interface that nobody listens at, below those that the system gives to whoever asks for any: until the site
    /// listens there, and while it is stopped, nobody else takes it.
    /// </summary>
    public static int FreePort()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, Interlocked.Increment(ref lastPort));
            try
            {
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // Taken: the next one.
            }
        }
    }

    /// <summary>The folder of the solution.</summary>
    internal static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CitesDesMetiers.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("The solution is not above the tests.");
    }
}
