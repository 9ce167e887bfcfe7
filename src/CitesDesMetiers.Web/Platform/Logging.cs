using System.Text.RegularExpressions;
using Serilog;
using Serilog.Events;

namespace CitesDesMetiers.Web.Platform;

/// <summary>Serilog: the console unless <c>Serilog:WriteTo</c> says otherwise. No personal data is ever logged.</summary>
internal static partial class Logging
{
    public static void AddLogging(this WebApplicationBuilder builder) =>
        builder.Services.AddSerilog((services, logger) =>
        {
            logger
                .MinimumLevel.Information()
                .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)

                // What it warns of is for whoever writes a migration, not for whoever starts the site.
                .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Migrations", LogEventLevel.Error)
                .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
                .MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning)
                .ReadFrom.Configuration(builder.Configuration)
                .Enrich.FromLogContext();
            if (!builder.Configuration.GetSection("Serilog:WriteTo").Exists())
            {
                logger.WriteTo.Console(formatProvider: System.Globalization.CultureInfo.InvariantCulture);
            }
        });

    /// <summary>
    /// One line a request, without its query string: a query may hold what somebody searched for. Nor does it tell the token of
    /// a personal link, which would open to whoever reads the log what it opens to its owner.
    /// </summary>
    public static void UseRequestLogging(this WebApplication app) =>
        app.UseSerilogRequestLogging(options =>
        {
            options.GetLevel = (context, _, error) => error is not null || context.Response.StatusCode >= 500
                ? LogEventLevel.Error
                : LogEventLevel.Debug;
            options.GetMessageTemplateProperties = (context, path, elapsed, status) =>
            [
                new("RequestMethod", new ScalarValue(context.Request.Method)),
                new("RequestPath", new ScalarValue(Token().Replace(path, "…"))),
                new("StatusCode", new ScalarValue(status)),
                new("Elapsed", new ScalarValue(elapsed)),
            ];
        });

    /// <summary>All of our tokens are Base64url of 32 bytes or more.</summary>
    [GeneratedRegex("(?<=/)[A-Za-z0-9_-]{43,}(?=/|$)")]
    private static partial Regex Token();
}
