using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CitesDesMetiers.Tests.App;

namespace CitesDesMetiers.Tests.Sending.Returns;

/// <summary>
/// A real Dovecot, where one is installed: it runs without privileges, on a loopback port, with a configuration and a mailbox
/// of its own in a temporary folder.
/// </summary>
public sealed class DovecotServer : IPop3Server
{
    private const string Program = "/usr/sbin/dovecot";

    private static readonly Lazy<bool> Installed = new(
        () => File.Exists(Program) && Ask(Program, ["--version"]).StartsWith("2.3.", StringComparison.Ordinal));

    private readonly string folder;
    private readonly Process process;
    private int added;

    private DovecotServer(string folder, int port, Process process)
    {
        this.folder = folder;
        this.process = process;
        Port = port;
    }

    /// <summary>2.4 reads another language of settings.</summary>
    public static bool IsInstalled => Installed.Value;

    public int Port { get; }

    public int Count => Names().Count();

    public IReadOnlyList<byte[]> Messages
    {
        get
        {
            while (true)
            {
                try
                {
                    return [.. Names().Select(File.ReadAllBytes)];
                }
                catch (FileNotFoundException)
                {
                    // Dovecot renames a file when it changes a flag: read the folders again.
                }
            }
        }
    }

    public static async Task<DovecotServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("infolettre-dovecot-").FullName;
        foreach (var path in (string[])["", "run", "mail", "mail/new", "mail/cur", "mail/tmp"])
        {
            Open(Directory.CreateDirectory(Path.Combine(folder, path)).FullName, (UnixFileMode)0b111_111_111);
        }

        var port = FreePort();
        var (user, uid, group, gid) = Owner();
        var config = Path.Combine(folder, "dovecot.conf");
        await File.WriteAllTextAsync(config, Configuration(folder, port, user, uid, group, gid));

        // As root the tests run it as nobody: it refuses to deliver to root.
        var command = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("setpriv", [$"--reuid={uid}", $"--regid={gid}", "--clear-groups", Program, "-F", "-c", config])
            : new ProcessStartInfo(Program, ["-F", "-c", config]);
        var server = new DovecotServer(folder, port, Process.Start(command)!);
        await Eventually.TrueAsync(server.IsListeningAsync, "Dovecot listens; see its log in " + folder);
        return server;
    }

    public async Task AddAsync(IEnumerable<byte[]> messages)
    {
        foreach (var message in messages)
        {
            // Complete before it is in the mailbox, and in the order in which it was added.
            var name = string.Create(CultureInfo.InvariantCulture, $"{1_700_000_000 + added++}.M1.tests");
            var draft = Path.Combine(folder, "mail", "tmp", name);
            await File.WriteAllBytesAsync(draft, message);
            Open(draft, (UnixFileMode)0b110_110_110);
            File.Move(draft, Path.Combine(folder, "mail", "new", name));
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Dovecot's own processes end with their master, which a kill of it alone would leave behind.
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>To the user that Dovecot runs as.</summary>
    private static void Open(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    private IEnumerable<string> Names() => ((string[])["new", "cur"]).SelectMany(f => Directory.EnumerateFiles(Path.Combine(folder, "mail", f)));

    private async Task<bool> IsListeningAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return process.HasExited ? throw new InvalidOperationException("Dovecot ended at its start.") : false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static (string User, int Uid, string Group, int Gid) Owner()
    {
        string[] who = Environment.IsPrivilegedProcess ? ["nobody"] : [];
        return (Ask("id", ["-un", .. who]), int.Parse(Ask("id", ["-u", .. who]), CultureInfo.InvariantCulture),
            Ask("id", ["-gn", .. who]), int.Parse(Ask("id", ["-g", .. who]), CultureInfo.InvariantCulture));
    }

    private static string Ask(string program, IEnumerable<string> arguments)
    {
        using var asked = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        return asked.StandardOutput.ReadToEnd().Trim();
    }

    private static string Configuration(string folder, int port, string user, int uid, string group, int gid) => $$"""
        base_dir = {{folder}}/run
        log_path = {{folder}}/log
        protocols = pop3
        listen = 127.0.0.1
        ssl = no
        disable_plaintext_auth = no
        default_internal_user = {{user}}
        default_internal_group = {{group}}
        default_login_user = {{user}}
        first_valid_uid = 1
        first_valid_gid = 1
        mail_location = maildir:{{folder}}/mail
        service anvil {
          chroot =
        }
        service stats {
          chroot =
        }
        service pop3-login {
          chroot =
          inet_listener pop3 {
            port = {{port}}
          }
          inet_listener pop3s {
            port = 0
          }
        }
        passdb {
          driver = static
          args = password={{MailStore.Password}}
        }
        userdb {
          driver = static
          args = uid={{uid}} gid={{gid}} home={{folder}}/mail
        }

        """;
}
