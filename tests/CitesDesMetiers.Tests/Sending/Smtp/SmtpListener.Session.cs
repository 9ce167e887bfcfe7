using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace CitesDesMetiers.Tests.Sending.Smtp;

public sealed partial class SmtpListener
{
    /// <summary>One connection, from its greeting to its end.</summary>
    private sealed class Session(SmtpListener owner, Stream stream, int number) : IDisposable
    {
        private BufferedStream input = new(stream, 16_384);
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
                var argument = line.IndexOf('<', StringComparison.Ordinal) is var at and >= 0 && line.LastIndexOf('>') is var end && end > at
                    ? line[(at + 1)..end]
                    : "";
                switch (line.Split(' ')[0].ToUpperInvariant())
                {
                    case "EHLO":
                        hello = line[5..];
                        var lines = ("listener.example\n" + owner.Capabilities).TrimEnd('\n').Split('\n');
                        await AnswerAsync(
                            SmtpMoment.Hello, hello, string.Join("\r\n", lines.Select((l, i) => $"250{(i == lines.Length - 1 ? ' ' : '-')}{l}")));
                        break;
                    case "STARTTLS" when owner.StartTls is { } certificate:
                        await WriteAsync("220 2.0.0 Go ahead");
                        await EncryptAsync(certificate);
                        break;
                    case "AUTH":
                        await AnswerAsync(SmtpMoment.Auth, line, "235 2.7.0 Ok");
                        break;
                    case "MAIL":
                        owner.Envelopes.Enqueue(line);
                        from = argument;
                        to.Clear();
                        await AnswerAsync(SmtpMoment.Mail, argument, "250 2.1.0 Ok");
                        break;
                    case "RCPT":
                        owner.Envelopes.Enqueue(line);
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

        private async Task EncryptAsync(X509Certificate2 certificate)
        {
            var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(certificate);
            (stream, input) = (tls, new BufferedStream(tls, 16_384));
        }

        private async Task DataAsync()
        {
            if (!await AnswerAsync(SmtpMoment.Data, to.FirstOrDefault() ?? "", "354 Go ahead"))
            {
                return;
            }

            await ScriptAsync(SmtpMoment.Body);
            using var body = new MemoryStream();
            while (await LineAsync() is var line && !line.AsSpan().SequenceEqual(".\r\n"u8))
            {
                if (line.Length == 0)
                {
                    throw new IOException("The sender left in the middle of a message: that is no mail.");
                }

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
