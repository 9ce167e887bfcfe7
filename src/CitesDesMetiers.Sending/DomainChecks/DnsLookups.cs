using System.Net;
using System.Net.Sockets;
using DnsClient;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Sending.DomainChecks;

/// <summary>The records of a name.</summary>
/// <param name="Exists">False when there is nothing at all under this name.</param>
internal sealed record DnsAnswer<T>(IReadOnlyList<T> Records, bool Exists);

internal sealed record MailExchange(int Preference, string Host)
{
    /// <summary>Whether the domain declares that it accepts no mail (RFC 7505).</summary>
    public bool IsNull => Host.Length == 0;
}

/// <summary>Thrown when no resolver answered, so that nothing is known.</summary>
/// <param name="reason">The reason in French, as the end of a sentence.</param>
internal sealed class DnsUnavailableException(string reason) : Exception(reason);

/// <summary>Queries the configured resolvers, or those of the system.</summary>
internal sealed class DnsLookups(IOptions<DnsOptions> options, DomainCheckLimits limits)
{
    private readonly Lazy<LookupClient> client = new(() => Create(options.Value.Endpoints, limits.Lookup), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>The TXT records, the strings of each joined (RFC 7208 3.3, RFC 6376 3.6.2.2).</summary>
    public Task<DnsAnswer<string>> TxtAsync(string name, CancellationToken cancellation) =>
        AskAsync(name, QueryType.TXT, r => r.Answers.TxtRecords().Select(t => string.Concat(t.Text)), cancellation);

    public Task<DnsAnswer<MailExchange>> MxAsync(string name, CancellationToken cancellation) =>
        AskAsync(
            name, QueryType.MX, r => r.Answers.MxRecords().OrderBy(m => m.Preference)
                .Select(m => new MailExchange(m.Preference, m.Exchange.Value.TrimEnd('.'))), cancellation);

    public async Task<DnsAnswer<IPAddress>> AddressesAsync(string name, CancellationToken cancellation)
    {
        var both = await Task.WhenAll(
            AskAsync(name, QueryType.A, r => r.Answers.ARecords().Select(a => a.Address), cancellation),
            AskAsync(name, QueryType.AAAA, r => r.Answers.AaaaRecords().Select(a => a.Address), cancellation));
        return new([.. both.SelectMany(a => a.Records)], both.Any(a => a.Exists));
    }

    private static LookupClient Create(IReadOnlyList<IPEndPoint> servers, TimeSpan timeout)
    {
        try
        {
            var settings = servers.Count > 0 ? new LookupClientOptions([.. servers]) : new LookupClientOptions();
            (settings.UseCache, settings.Timeout, settings.Retries, settings.ThrowDnsErrors) = (false, timeout, 1, false);
            return new LookupClient(settings);
        }
        catch (Exception e) when (e is InvalidOperationException or SocketException or IOException)
        {
            throw new DnsUnavailableException("aucun résolveur DNS n’est connu de ce serveur");
        }
    }

    private async Task<DnsAnswer<T>> AskAsync<T>(
        string name, QueryType type, Func<IDnsQueryResponse, IEnumerable<T>> read, CancellationToken cancellation)
    {
        try
        {
            var response = await client.Value.QueryAsync(name, type, QueryClass.IN, cancellation);
            return response.Header.ResponseCode switch
            {
                DnsHeaderResponseCode.NoError => new([.. read(response)], Exists: true),
                DnsHeaderResponseCode.NotExistentDomain => new([], Exists: false),
                var code => throw new DnsUnavailableException($"le résolveur DNS a répondu par une erreur ({code})"),
            };
        }
        catch (ArgumentException)
        {
            // A record may refer to an invalid name, under which nothing can exist.
            return new([], Exists: false);
        }
        catch (Exception e) when (e is DnsResponseException or SocketException or IOException
            || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new DnsUnavailableException("aucun résolveur DNS n’a répondu à temps");
        }
    }
}
