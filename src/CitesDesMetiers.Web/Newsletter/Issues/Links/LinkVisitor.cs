using System.Net;
using System.Net.Sockets;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Values;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Issues.Links;

/// <param name="Status">HTTP status of the last response; null without one.</param>
public sealed record LinkVerdict(LinkState State, int? Status);

/// <summary>
/// Requests a link to see whether it works. Every connection, also after a redirect, checks the resolved IP address. A host name can
/// therefore never lead into a private network (requirements E21).
/// </summary>
public sealed class LinkVisitor : IDisposable
{
    private readonly HttpClient client;
    private readonly LinkLimits limits;
    private readonly Func<IPAddress, bool> isAllowed;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> resolve;

    public LinkVisitor(IOptions<LinkCheckOptions> options, IOptions<SiteOptions> site, LinkLimits limits)
        : this(options.Value.ReachesPrivateNetworks ? _ => true : PublicAddress.Is, site.Value, limits)
    {
    }

    /// <param name="isAllowed">Decides whether it may connect to an IP address.</param>
    /// <param name="resolve">Gives the addresses of a host name; the resolver of the machine by default.</param>
    public LinkVisitor(
        Func<IPAddress, bool> isAllowed, SiteOptions site, LinkLimits limits, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        (this.isAllowed, this.limits, this.resolve) = (isAllowed, limits, resolve ?? Dns.GetHostAddressesAsync);
        client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectCallback = ConnectAsync,
            MaxConnectionsPerServer = 2,
            MaxResponseDrainSize = 0,
            MaxResponseHeadersLength = 64,
            PooledConnectionLifetime = TimeSpan.FromSeconds(30),
            UseCookies = false,

            // A proxy would resolve the name itself and bypass the check.
            UseProxy = false,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.UserAgent.ParseAdd($"InfoLettre-Liens/1.0 (+{site.PublicUri.GetLeftPart(UriPartial.Authority)})");
        client.DefaultRequestHeaders.Accept.ParseAdd("*/*");
    }

    public async Task<LinkVerdict> VisitAsync(string url, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(limits.Timeout);
        try
        {
            return await FollowAsync(new Uri(url), timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(LinkState.Unreachable, null);
        }
        catch (UriFormatException)
        {
            return new(LinkState.Broken, null);
        }
        catch (HttpRequestException e)
        {
            return new(e.InnerException is PrivateAddressException ? LinkState.Refused : LinkState.Unreachable, null);
        }
    }

    public void Dispose() => client.Dispose();

    private async Task<LinkVerdict> FollowAsync(Uri url, CancellationToken cancellation)
    {
        for (var hops = 0; ; hops++)
        {
            var (status, next) = await AskAsync(url, cancellation);
            if (status is < 300 or >= 400 || next is null)
            {
                return new(status < 400 ? LinkState.Alive : LinkState.Broken, status);
            }

            if (hops == limits.Redirects || next.Scheme is not ("http" or "https"))
            {
                return new(LinkState.Broken, status);
            }

            url = next;
        }
    }

    /// <summary>Sends HEAD. If the server refuses it, sends GET and does not read the body.</summary>
    private async Task<(int Status, Uri? Next)> AskAsync(Uri url, CancellationToken cancellation)
    {
        var answer = await AskAsync(HttpMethod.Head, url, cancellation);
        return answer.Status < 400 ? answer : await AskAsync(HttpMethod.Get, url, cancellation);
    }

    private async Task<(int Status, Uri? Next)> AskAsync(HttpMethod method, Uri url, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, url);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        return ((int)response.StatusCode, response.Headers.Location is { } next ? new Uri(url, next) : null);
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var addresses = await resolve(context.DnsEndPoint.Host, cancellation);
        var allowed = Array.FindAll(addresses, a => isAllowed(a));
        if (allowed.Length == 0 && addresses.Length > 0)
        {
            throw new PrivateAddressException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class PrivateAddressException() : IOException("The link leads to a private address.");
}
