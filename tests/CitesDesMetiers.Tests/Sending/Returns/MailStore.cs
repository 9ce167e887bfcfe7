using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CitesDesMetiers.Tests.Sending.Returns;

/// <summary>A message in a mailbox of the tests.</summary>
public sealed class StoredMail(uint uid, byte[] bytes)
{
    public uint Uid { get; } = uid;
    public byte[] Bytes { get; } = bytes;
    public ConcurrentDictionary<string, bool> Flags { get; } = new(StringComparer.OrdinalIgnoreCase);

    public bool Has(string flag) => Flags.ContainsKey(flag);
}

/// <summary>
/// A mailbox on the loopback interface: folders with messages, spoken to over a real socket. What the protocols share; each
/// connection is a <see cref="LineSession"/>.
/// </summary>
public abstract class MailStore : IAsyncDisposable
{
    public const string Password = "sesame-ouvre-toi";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<int, TcpClient> open = new();
    private readonly Task accepting;
    private int connections;
    private int lastUid;

    protected MailStore()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;
    public int Connections => connections;

    /// <summary>Folder by name; INBOX stands always.</summary>
    public ConcurrentDictionary<string, List<StoredMail>> Folders { get; } = new(StringComparer.OrdinalIgnoreCase) { ["INBOX"] = [] };

    public List<StoredMail> Inbox => Folders["INBOX"];

    /// <summary>Commands as they came, for tests that look at what was asked.</summary>
    public ConcurrentQueue<string> Commands { get; } = new();

    /// <summary>Given a command; true cuts the connection instead of answering.</summary>
    public Func<string, bool>? Cuts { get; set; }

    /// <summary>Refuses every sign-in.</summary>
    public bool Refuses { get; set; }

    public StoredMail Add(string text, string folder = "INBOX") => Add(Encoding.Latin1.GetBytes(text.ReplaceLineEndings("\r\n")), folder);

    public StoredMail Add(byte[] bytes, string folder = "INBOX")
    {
        var mail = new StoredMail((uint)Interlocked.Increment(ref lastUid), bytes);
        lock (Folders)
        {
            Folders.GetOrAdd(folder, _ => []).Add(mail);
        }

        Arrived?.Invoke();
        return mail;
    }

    protected event Action? Arrived;

    protected abstract Task TalkAsync(LineSession session);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        foreach (var client in open.Values)
        {
            client.Close();
        }

        await accepting;
        stop.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task AcceptAsync()
    {
        List<Task> sessions = [];
        try
        {
            while (true)
            {
                sessions.Add(ServeAsync(await listener.AcceptTcpClientAsync(stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(sessions);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        var number = Interlocked.Increment(ref connections);
        open[number] = client;
        try
        {
            client.NoDelay = true;
            using var session = new LineSession(client.GetStream(), this);
            await TalkAsync(session);
        }
        catch (Exception e) when (
            stop.IsCancellationRequested || e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The other side left, the script cut the line, or the test is over.
        }
        finally
        {
            open.TryRemove(number, out _);
            client.Close();
        }
    }
}

/// <summary>Lines in and out over one connection.</summary>
public sealed class LineSession(Stream stream, MailStore store) : IDisposable
{
    private readonly BufferedStream input = new(stream, 16_384);
    private readonly SemaphoreSlim writing = new(1, 1);

    public void Dispose()
    {
        input.Dispose();
        writing.Dispose();
    }

    /// <summary>Null at the end.</summary>
    public async Task<string?> ReadAsync()
    {
        using var line = new MemoryStream();
        var one = new byte[1];
        while (await input.ReadAsync(one) == 1)
        {
            if (one[0] == (byte)'\n')
            {
                var text = Encoding.UTF8.GetString(line.ToArray()).TrimEnd('\r');
                store.Commands.Enqueue(text);
                return store.Cuts?.Invoke(text) == true ? throw new IOException("Cut by the script.") : text;
            }

            line.WriteByte(one[0]);
        }

        return null;
    }

    public Task WriteAsync(string line) => WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"));

    public async Task WriteAsync(byte[] bytes)
    {
        await writing.WaitAsync();
        try
        {
            await stream.WriteAsync(bytes);
            await stream.FlushAsync();
        }
        finally
        {
            writing.Release();
        }
    }
}
