using System.Net;
using System.Net.Sockets;

namespace CitesDesMetiers.Web.Platform;

/// <summary>
/// Creates clients for addresses that people typed. Every connection checks the resolved IP address, so a host name can never lead into a
/// private network (requirements E21).
/// </summary>
internal static class OutgoingHttp
{
    /// <summary>The client follows no redirect, keeps no cookie and has no timeout of its own.</summary>
    /// <param name="isAllowed">Decides whether it may connect to an IP address.</param>
    /// <param name="resolve">Gives the addresses of a host name; the resolver of the machine by default.</param>
    public static HttpClient Create(Func<IPAddress, bool> isAllowed, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null) =>
        new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectCallback = (context, cancellation) => ConnectAsync(context, isAllowed, resolve ?? Dns.GetHostAddressesAsync, cancellation),
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

    /// <summary>Whether the request failed because its address is not allowed.</summary>
    public static bool IsRefusal(HttpRequestException e) => e.InnerException is PrivateAddressException;

    private static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, Func<IPAddress, bool> isAllowed, Func<string, CancellationToken, Task<IPAddress[]>> resolve,
        CancellationToken cancellation)
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

    private sealed class PrivateAddressException() : IOException("The address is private.");
}
