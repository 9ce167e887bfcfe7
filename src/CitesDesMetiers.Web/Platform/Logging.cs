using System.Globalization;
using System.Text.RegularExpressions;
using Serilog;
using Serilog.Events;

namespace CitesDesMetiers.Web.Platform;

/// <summary>Configures Serilog. It writes to the console unless <c>Serilog:WriteTo</c> says otherwise. Logs contain no personal data.</summary>
internal static partial class Logging
{
    /// <summary>With the number that an error page shows, where the line belongs to a request.</summary>
    private const string Line = "[{Timestamp:HH:mm:ss} {Level:u3}] {Message:lj} {TraceId}{NewLine}{Exception}";

    public static void AddLogging(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Services.AddSerilog(
            (services, logger) =>
            {
                logger
                    .MinimumLevel.Information()
                    .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)

                    // These warnings are meant for the author of a migration, not for the operator of the site.
                    .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Migrations", LogEventLevel.Error)
                    .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
                    .MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning)
                    .ReadFrom.Configuration(builder.Configuration)
                    .Enrich.FromLogContext();
                if (!builder.Configuration.GetSection("Serilog:WriteTo").Exists())
                {
                    logger.WriteTo.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture);
                }
            },

            // Telemetry is one, if the settings ask for it.
            writeToProviders: true);
    }

    /// <summary>
    /// Logs one line per request. The line has no query string, which may hold search terms. The tokens of personal links are masked,
    /// because a token gives access to whoever reads the log.
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
                new("RequestPath", new ScalarValue(Masked(path))),
                new("StatusCode", new ScalarValue(status)),
                new("Elapsed", new ScalarValue(elapsed)),
            ];
        });

    /// <summary>A path without the tokens of personal links.</summary>
    public static string Masked(string path) => Token().Replace(path, "…");

    /// <summary>Matches the tokens of the site: Base64url of 32 bytes or more.</summary>
    [GeneratedRegex("(?<=/)[A-Za-z0-9_-]{43,}(?=/|$)")]
    private static partial Regex Token();
}
