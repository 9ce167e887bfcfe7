using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CitesDesMetiers.Tests.Sending.DomainChecks;

/// <summary>
/// A DNS server on the loopback interface (RFC 1035 over UDP) that answers what it was told, and for other names that there are none.
/// </summary>
public sealed class DnsListener : IAsyncDisposable
{
    private readonly UdpClient socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly ConcurrentDictionary<(string Name, int Type), List<byte[]>> records = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Task answering;

    public DnsListener() => answering = AnswerAsync();

    public string Address => socket.Client.LocalEndPoint!.ToString()!;

    /// <summary>The names that were asked for.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>It hears, and says nothing.</summary>
    public bool IsSilent { get; set; }

    /// <summary>SERVFAIL to everything.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Adds a TXT record; one longer than 255 characters goes in several strings.</summary>
    public DnsListener Txt(string name, string text) =>
        Add(name, 16, [.. Encoding.UTF8.GetBytes(text).Chunk(255).SelectMany(c => c.Prepend((byte)c.Length))]);

    public DnsListener Mx(string name, string host) => Add(name, 15, [0, 10, .. Labels(host)]);

    public DnsListener Address4(string name, string address) => Add(name, 1, IPAddress.Parse(address).GetAddressBytes());

    public DnsListener Address6(string name, string address) => Add(name, 28, IPAddress.Parse(address).GetAddressBytes());

    public DnsListener Without(string name)
    {
        foreach (var key in records.Keys.Where(k => k.Name == name))
        {
            records.TryRemove(key, out _);
        }

        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await answering;
        socket.Dispose();
        stop.Dispose();
    }

    private DnsListener Add(string name, int type, byte[] data)
    {
        records.GetOrAdd((name, type), _ => []).Add(data);
        return this;
    }

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                var question = await socket.ReceiveAsync(stop.Token);
                if (!IsSilent)
                {
                    await socket.SendAsync(Answer(question.Buffer), question.RemoteEndPoint, stop.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private byte[] Answer(byte[] question)
    {
        var labels = new List<string>();
        var at = 12;
        for (; question[at] != 0; at += question[at] + 1)
        {
            labels.Add(Encoding.ASCII.GetString(question, at + 1, question[at]));
        }

        var name = string.Join('.', labels).ToLowerInvariant();
        Asked.Enqueue(name);
        var type = BinaryPrimitives.ReadUInt16BigEndian(question.AsSpan(at + 1));
        var found = records.GetValueOrDefault((name, type)) ?? [];
        var code = IsBroken ? 2 : found.Count > 0 || records.Keys.Any(k => k.Name == name) ? 0 : 3;
        var answer = new List<byte>(question[..2]) { 0x81, (byte)(0x80 | code), 0, 1, 0, (byte)(IsBroken ? 0 : found.Count), 0, 0, 0, 0 };
        answer.AddRange(question[12..(at + 5)]);
        foreach (var data in IsBroken ? [] : found)
        {
            answer.AddRange([0xC0, 12, 0, (byte)type, 0, 1, 0, 0, 0, 60, (byte)(data.Length >> 8), (byte)data.Length, .. data]);
        }

        return [.. answer];
    }

    private static IEnumerable<byte> Labels(string host) =>
        [.. host.Split('.', StringSplitOptions.RemoveEmptyEntries).SelectMany(l => Encoding.ASCII.GetBytes(l).Prepend((byte)l.Length)), 0];
}
