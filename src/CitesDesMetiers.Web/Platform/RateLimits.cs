using System.Globalization;
using System.Threading.RateLimiting;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.AspNetCore.RateLimiting;

namespace CitesDesMetiers.Web.Platform;

/// <summary>
/// Limits requests per client on forms that send a mail or check a password, and per account on costly actions. Over the limit, the
/// response is 429 with a page that says how long to wait.
/// </summary>
internal static class RateLimits
{
    /// <summary>Sign-up and other public forms that send a mail.</summary>
    public const string PublicForm = "public-form";

    /// <summary>Requests of a correspondent behind a personal link, including drafts saved during typing.</summary>
    public const string Contribution = "contribution";

    /// <summary>Sign-in.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Reports of browsers. Whoever is over the limit is not counted.</summary>
    public const string PolicyReport = "policy-report";

    /// <summary>Tokens tried at the set-up of a new site.</summary>
    public const string SetUp = "set-up";

    /// <summary>Checks of the current password by a signed-in person, possibly an intruder in a session left open.</summary>
    public const string CurrentPassword = "current-password";

    /// <summary>Test mails of an issue.</summary>
    public const string TestSend = "test-send";

    /// <summary>Forms with pictures, videos or lists, which are read and made smaller.</summary>
    public const string Upload = "upload";

    /// <summary>What sends a mail, asks another server, or makes a file of everything.</summary>
    public const string Costly = "costly";

    /// <summary>What subscribers do behind the link in their mails, except leaving at one click, which is never refused.</summary>
    public const string Subscription = "subscription";

    /// <summary>Drafts saved during typing.</summary>
    public const string Draft = "draft";

    /// <summary>Previews refreshed during typing.</summary>
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
            limiter.AddPolicy(PolicyReport, context => PerClient(context, 60));
            limiter.AddPolicy(SetUp, context =>
                Window(ClientNetwork.Of(context.Connection.RemoteIpAddress), options.GetValue("SignInPerMinute", 20), Minute));
            limiter.AddPolicy(CurrentPassword, context => PerPerson(context, options.GetValue("CurrentPasswordsPerHour", 10), Hour));
            limiter.AddPolicy(TestSend, context => PerPerson(context, options.GetValue("TestSendsPerHour", 30), Hour));
            limiter.AddPolicy(Upload, context => PerPerson(context, options.GetValue("UploadsPerHour", 300), Hour));
            limiter.AddPolicy(Costly, context => PerPerson(context, options.GetValue("CostlyActionsPerHour", 200), Hour));
            limiter.AddPolicy(Subscription, context => PerClient(context, options.GetValue("SubscriptionPerMinute", 60)));
            limiter.AddPolicy(Draft, context => PerPerson(context, options.GetValue("DraftsPerMinute", 120), Minute));
            limiter.AddPolicy(Preview, context => PerPerson(context, options.GetValue("PreviewsPerMinute", 120), Minute));
        });
    }

    private static RateLimitPartition<string> PerClient(HttpContext context, int permits) =>
        Per(context, ClientNetwork.Of(context.Connection.RemoteIpAddress), permits, Minute);

    private static RateLimitPartition<string> PerPerson(HttpContext context, int permits, TimeSpan window) =>
        Per(context, $"{context.User.UserId()}", permits, window);

    private static RateLimitPartition<string> Per(HttpContext context, string key, int permits, TimeSpan window) =>
        HttpMethods.IsPost(context.Request.Method) ? Window(key, permits, window) : RateLimitPartition.GetNoLimiter("");

    private static RateLimitPartition<string> Window(string key, int permits, TimeSpan window) =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = window });

    private static ValueTask TellWhenAsync(OnRejectedContext context, CancellationToken cancellation)
    {
        if (context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
        {
            context.HttpContext.Response.Headers.RetryAfter = string.Create(CultureInfo.InvariantCulture, $"{wait.TotalSeconds:0}");
        }

        return ValueTask.CompletedTask;
    }
}
