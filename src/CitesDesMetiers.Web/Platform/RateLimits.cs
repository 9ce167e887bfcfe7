using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.AspNetCore.RateLimiting;

namespace CitesDesMetiers.Web.Platform;

/// <summary>
/// Limits a client on the forms that send a mail or check a password, and somebody signed in on what costs most. Over the
/// limit: 429 and its page, which says how long to wait.
/// </summary>
internal static class RateLimits
{
    /// <summary>Sign-up and other public forms that cause a mail.</summary>
    public const string PublicForm = "public-form";

    /// <summary>What somebody sends who writes behind a personal link: their texts as they type, too.</summary>
    public const string Contribution = "contribution";

    /// <summary>Sign-in.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Guesses of one's own password by somebody signed in, perhaps in a session that was left open.</summary>
    public const string CurrentPassword = "current-password";

    /// <summary>Trials of an issue sent to an address.</summary>
    public const string TestSend = "test-send";

    /// <summary>Texts kept while they are typed.</summary>
    public const string Draft = "draft";

    /// <summary>Texts shown while they are typed.</summary>
    public const string Preview = "preview";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static void AddRateLimits(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("RateLimits");
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = TellWhenAsync;
            limiter.AddPolicy(PublicForm, context => PerClient(context, options.GetValue("PublicFormPerMinute", 20)));
            limiter.AddPolicy(Contribution, context => PerClient(context, options.GetValue("ContributionPerMinute", 120)));
            limiter.AddPolicy(SignIn, context => PerClient(context, options.GetValue("SignInPerMinute", 20)));
            limiter.AddPolicy(CurrentPassword, context => PerPerson(context, options.GetValue("CurrentPasswordsPerHour", 10), Hour));
            limiter.AddPolicy(TestSend, context => PerPerson(context, options.GetValue("TestSendsPerHour", 30), Hour));
            limiter.AddPolicy(Draft, context => PerPerson(context, options.GetValue("DraftsPerMinute", 120), Minute));
            limiter.AddPolicy(Preview, context => PerPerson(context, options.GetValue("PreviewsPerMinute", 120), Minute));
        });
    }

    private static RateLimitPartition<string> PerClient(HttpContext context, int permits) =>
        Per(context, ClientOf(context.Connection.RemoteIpAddress), permits, Minute);

    private static RateLimitPartition<string> PerPerson(HttpContext context, int permits, TimeSpan window) =>
        Per(context, $"{context.User.UserId()}", permits, window);

    private static RateLimitPartition<string> Per(HttpContext context, string key, int permits, TimeSpan window) =>
        HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = window })
            : RateLimitPartition.GetNoLimiter("");

    private static ValueTask TellWhenAsync(OnRejectedContext context, CancellationToken cancellation)
    {
        if (context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
        {
            context.HttpContext.Response.Headers.RetryAfter = string.Create(CultureInfo.InvariantCulture, $"{wait.TotalSeconds:0}");
        }

        return ValueTask.CompletedTask;
    }

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
