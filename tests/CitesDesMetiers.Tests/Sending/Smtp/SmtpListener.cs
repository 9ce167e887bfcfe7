using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace CitesDesMetiers.Tests.Sending.Smtp;

/// <summary>The moment before each answer of the listener; <see cref="Sent"/> is the one after the last.</summary>
public enum SmtpMoment
{
    Connect,
    Hello,
    Auth,
    Mail,
    Recipient,
    Data,

    /// <summary>After 354, before a byte of the body is read.</summary>
    Body,
    FinalDot,
    Sent,
}

/// <param name="Raw">The bytes between DATA and the final dot as they passed over the wire, dot-stuffed.</param>
public sealed record ReceivedMail(string From, IReadOnlyList<string> To, byte[] Raw, int Connection, string Hello)
{
    public string Text => Encoding.Latin1.GetString(Raw);
}

/// <summary>
/// A mail relay on the loopback interface that does what its script says: a reply of its own, null for the usual one,
/// <see cref="Drop"/> to cut the connection. A script may take its time.
/// </summary>
public sealed partial class SmtpListener : IAsyncDisposable
{
    public const string Drop = "DROP";

    private readonly TcpListener listener;
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<int, TcpClient> open = new();
    private readonly Task accepting;
    private int connections;

    public SmtpListener(int port = 0, X509Certificate2? certificate = null)
    {
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        Certificate = certificate;
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;
    public ConcurrentQueue<ReceivedMail> Mails { get; } = new();
    public int Connections => connections;

    /// <summary>MAIL and RCPT as they came, with their parameters.</summary>
    public ConcurrentQueue<string> Envelopes { get; } = new();

    /// <summary>Given the moment and the argument of the command (the recipient's address for RCPT).</summary>
    public Func<SmtpMoment, string, Task<string?>>? Script { get; set; }
    public string Capabilities { get; set; } = "PIPELINING\n8BITMIME\nENHANCEDSTATUSCODES\nSIZE 20000000";

    /// <summary>With one, STARTTLS is obeyed; <see cref="Capabilities"/> must offer it.</summary>
    public X509Certificate2? StartTls { get; set; }

    /// <summary>With one, TLS from the first byte.</summary>
    private X509Certificate2? Certificate { get; }

    public void Answer(SmtpMoment at, string reply) => Script = (moment, _) => Task.FromResult(moment == at ? reply : null);

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
        catch (Exception e) when (
            e is OperationCanceledException or SocketException or ObjectDisposedException
                || (e is InvalidOperationException && stop.IsCancellationRequested))
        {
            // The last stands for a listener that was stopped between two clients.
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
            Stream stream = client.GetStream();
            if (Certificate is not null)
            {
                var tls = new SslStream(stream);
                await tls.AuthenticateAsServerAsync(Certificate);
                stream = tls;
            }

            using var session = new Session(this, stream, number);
            await session.RunAsync();
        }
        catch (Exception e) when (stop.IsCancellationRequested || e is IOException or SocketException or ObjectDisposedException
            or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            // The other side left, the script cut the line, or the test is over in the middle of a command.
        }
        finally
        {
            open.TryRemove(number, out _);
            client.Close();
        }
    }
}
