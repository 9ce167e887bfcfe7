using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace CitesDesMetiers.Web.Hosting;

/// <summary>Limits a client on the forms that send a mail or check a password. Over the limit: 429 and its page.</summary>
internal static class RateLimits
{
    /// <summary>Sign-up and other public forms that cause a mail.</summary>
    public const string PublicForm = "public-form";

    /// <summary>What somebody sends who writes behind a personal link: their texts as they type, too.</summary>
    public const string Contribution = "contribution";

    /// <summary>Sign-in.</summary>
    public const string SignIn = "sign-in";

    public static void AddRateLimits(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("RateLimits");
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.AddPolicy(PublicForm, context => PerClient(context, options.GetValue("PublicFormPerMinute", 20)));
            limiter.AddPolicy(Contribution, context => PerClient(context, options.GetValue("ContributionPerMinute", 120)));
            limiter.AddPolicy(SignIn, context => PerClient(context, options.GetValue("SignInPerMinute", 20)));
        });
    }

    private static RateLimitPartition<string> PerClient(HttpContext context, int perMinute) =>
        HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetFixedWindowLimiter(
                ClientOf(context.Connection.RemoteIpAddress),
                _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) })
            : RateLimitPartition.GetNoLimiter("");

    /// <summary>An IPv6 subscriber line gets a /64 at least (RFC 6177): its addresses are one client.</summary>
    private static string ClientOf(IPAddress? address)
    {
        if (address is not { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false })
        {
            return (address?.IsIPv4MappedToIPv6 == true ? address.MapToIPv4() : address)?.ToString() ?? "";
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}
