using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace CitesDesMetiers.Tests.Smtp;

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
public sealed class SmtpListener : IAsyncDisposable
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

    /// <summary>Given the moment and the argument of the command (the recipient's address for RCPT).</summary>
    public Func<SmtpMoment, string, Task<string?>>? Script { get; set; }
    public string Capabilities { get; set; } = "PIPELINING\n8BITMIME\nENHANCEDSTATUSCODES\nSIZE 20000000";

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
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException
            or System.Security.Authentication.AuthenticationException)
        {
            // The other side left, or the script cut the line.
        }
        finally
        {
            open.TryRemove(number, out _);
            client.Close();
        }
    }

    private sealed class Session(SmtpListener owner, Stream stream, int number) : IDisposable
    {
        private readonly BufferedStream input = new(stream, 16_384);
        private readonly List<string> to = [];
        private string from = "";
        private string hello = "";

        public void Dispose() => input.Dispose();

        public async Task RunAsync()
        {
            await AnswerAsync(SmtpMoment.Connect, "", "220 listener.example ESMTP");
            while (await LineAsync() is { Length: > 0 } raw)
            {
                var line = Encoding.UTF8.GetString(raw).TrimEnd('\r', '\n');
                var argument = line.IndexOf('<', StringComparison.Ordinal) is var at and >= 0 ? line[(at + 1)..line.LastIndexOf('>')] : "";
                switch (line.Split(' ')[0].ToUpperInvariant())
                {
                    case "EHLO":
                        hello = line[5..];
                        var lines = ("listener.example\n" + owner.Capabilities).TrimEnd('\n').Split('\n');
                        await AnswerAsync(SmtpMoment.Hello, hello, string.Join("\r\n", lines.Select((l, i) => $"250{(i == lines.Length - 1 ? ' ' : '-')}{l}")));
                        break;
                    case "AUTH":
                        await AnswerAsync(SmtpMoment.Auth, line, "235 2.7.0 Ok");
                        break;
                    case "MAIL":
                        from = argument;
                        to.Clear();
                        await AnswerAsync(SmtpMoment.Mail, argument, "250 2.1.0 Ok");
                        break;
                    case "RCPT":
                        if (await AnswerAsync(SmtpMoment.Recipient, argument, "250 2.1.5 Ok"))
                        {
                            to.Add(argument);
                        }

                        break;
                    case "DATA":
                        await DataAsync();
                        break;
                    case "QUIT":
                        await WriteAsync("221 2.0.0 Bye");
                        return;
                    default:
                        await WriteAsync("250 2.0.0 Ok");
                        break;
                }
            }
        }

        private async Task DataAsync()
        {
            if (!await AnswerAsync(SmtpMoment.Data, to.FirstOrDefault() ?? "", "354 Go ahead"))
            {
                return;
            }

            await ScriptAsync(SmtpMoment.Body);
            using var body = new MemoryStream();
            while (await LineAsync() is { Length: > 0 } line && !line.AsSpan().SequenceEqual(".\r\n"u8))
            {
                body.Write(line);
            }

            if (await AnswerAsync(SmtpMoment.FinalDot, to.FirstOrDefault() ?? "", $"250 2.0.0 Ok: queued as {owner.Mails.Count:X4}", () =>
                owner.Mails.Enqueue(new ReceivedMail(from, [.. to], body.ToArray(), number, hello))))
            {
                await ScriptAsync(SmtpMoment.Sent);
            }
        }

        /// <summary>Whether the answer was a yes.</summary>
        private async Task<bool> AnswerAsync(SmtpMoment moment, string argument, string usual, Action? beforeYes = null)
        {
            var reply = await ScriptAsync(moment, argument) ?? usual;
            var yes = reply[0] is '2' or '3';
            if (yes)
            {
                beforeYes?.Invoke();
            }

            await WriteAsync(reply);
            return yes;
        }

        private async Task<string?> ScriptAsync(SmtpMoment moment, string argument = "") =>
            owner.Script is { } script && await script(moment, argument) is { } reply ? reply is Drop ? throw new IOException(Drop) : reply : null;

        private async Task WriteAsync(string reply)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(reply + "\r\n"));
            await stream.FlushAsync();
        }

        private async Task<byte[]> LineAsync()
        {
            using var line = new MemoryStream();
            var one = new byte[1];
            while (await input.ReadAsync(one) == 1)
            {
                line.WriteByte(one[0]);
                if (one[0] == (byte)'\n')
                {
                    break;
                }
            }

            return line.ToArray();
        }
    }
}
