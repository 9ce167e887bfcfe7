using System.CommandLine;
using CitesDesMetiers.Web.Site.Maintenance;

namespace CitesDesMetiers.Web.Commands;

/// <summary><c>maintenance on</c>, <c>maintenance off</c>: closes the pages of the site for a while, and opens them again.</summary>
internal static class MaintenanceCommand
{
    private static readonly Option<string> Message = new("--message")
    {
        Description = "What visitors are told, in French, such as until when.",
        DefaultValueFactory = _ => "",
    };

    public static Command Create(string[] args, Func<string[], WebApplication> build)
    {
        var on = new Command("on", "Shows every visitor that the site is back soon.") { Message };
        on.SetAction(parsed => RunAsync(args, build, mode =>
        {
            mode.Begin(parsed.GetValue(Message)!);
            return $"The site is closed within a second: {mode.Path}. Open it again with \"maintenance off\".";
        }));
        var off = new Command("off", "Opens the site again.");
        off.SetAction(_ => RunAsync(args, build, mode =>
        {
            mode.End();
            return "The site is open again within a second.";
        }));
        var command = new Command("maintenance", "Closes the pages of the site for a while.") { on, off };
        foreach (var sub in command.Subcommands)
        {
            sub.TreatUnmatchedTokensAsErrors = false;
        }

        return command;
    }

    private static async Task<int> RunAsync(string[] args, Func<string[], WebApplication> build, Func<MaintenanceMode, string> act)
    {
        await using var app = build(args);
        try
        {
            Console.WriteLine(act(app.Services.GetRequiredService<MaintenanceMode>()));
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"Nothing was changed: {e.Message}");
            return 1;
        }
    }
}
