using System.CommandLine;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Web.Platform;

namespace CitesDesMetiers.Web.Commands;

/// <summary><c>health</c>: asks a running site whether it is ready, for health checks in images that have no other program.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly Argument<string> Site = new("site")
    {
        Description = "The address where the site listens.",
        DefaultValueFactory = _ => OptionsSetup.DefaultUrl,
    };

    public static Command Create()
    {
        var command = new Command("health", "Asks a running site whether it is ready. Exit code 0 if it is.") { Site };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(Site)!, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string site, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(site.TrimEnd('/') + SiteAddresses.HealthReady, UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https"))
        {
            return Refuse($"\"{site}\" is not the address of a site, such as {OptionsSetup.DefaultUrl}.");
        }

        try
        {
            using var client = new HttpClient { Timeout = Patience };
            using var answer = await client.GetAsync(address, cancellation);
            return answer.IsSuccessStatusCode ? 0 : Refuse($"The site answers {(int)answer.StatusCode}; its log says why.");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return Refuse($"No site answers at {site}.");
        }
    }

    private static int Refuse(string reason)
    {
        Console.Error.WriteLine(reason);
        return 1;
    }
}
