using System.Net;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Web.Platform;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Issues.Links;

/// <param name="Status">HTTP status of the last response; null without one.</param>
public sealed record LinkVerdict(LinkState State, int? Status);

/// <summary>
/// Requests a link to see whether it works. A host name can never lead into a private network, also after a redirect (<see
/// cref="OutgoingHttp"/>).
/// </summary>
public sealed class LinkVisitor : IDisposable
{
    private readonly HttpClient client;
    private readonly LinkLimits limits;

    public LinkVisitor(IOptions<LinkCheckOptions> options, IOptions<SiteOptions> site, LinkLimits limits)
        : this(options.Value.ReachesPrivateNetworks ? _ => true : PublicAddress.Is, site.Value, limits)
    {
    }

    /// <param name="isAllowed">Decides whether it may connect to an IP address.</param>
    /// <param name="resolve">Gives the addresses of a host name; the resolver of the machine by default.</param>
    public LinkVisitor(
        Func<IPAddress, bool> isAllowed, SiteOptions site, LinkLimits limits, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        this.limits = limits;
        client = OutgoingHttp.Create(isAllowed, resolve);
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
            return new(OutgoingHttp.IsRefusal(e) ? LinkState.Refused : LinkState.Unreachable, null);
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
}
