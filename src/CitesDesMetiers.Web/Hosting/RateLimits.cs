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
                context.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) })
            : RateLimitPartition.GetNoLimiter("");
}
