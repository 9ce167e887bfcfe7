using System.CommandLine;
using CitesDesMetiers.Web.Platform;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Commands;

/// <summary>
/// The commands of the executable; the default is to serve. Unknown arguments (<c>--urls</c>, <c>--Database:Provider</c> and other
/// settings) go to the host's configuration.
/// </summary>
internal static class CommandLine
{
    /// <summary>Exit code when the site refuses to start because of a setting, missing files or the database version.</summary>
    private const int BadConfiguration = 2;

    public static async Task<int> RunAsync(string[] args, Func<string[], WebApplication> build)
    {
        var root = new RootCommand("The portal of the InfoLettre.")
        {
            ServeCommand.Create(args, build),
            MigrateCommand.Create(args, build),
            UserCommand.Create(args, build),
            DemoCommand.Create(args, build),
            DkimCommand.Create(args, build),
            BouncesCommand.Create(args, build),
            DispatchCommand.Create(args, build),
            SubscribersCommand.Create(args, build),
        };
        root.SetAction((_, cancellation) => ServeCommand.RunAsync(args, build, cancellation));
        root.TreatUnmatchedTokensAsErrors = false;
        foreach (var command in root.Subcommands)
        {
            command.TreatUnmatchedTokensAsErrors = false;
        }

        try
        {
            return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (StartRefusedException e)
        {
            await Console.Error.WriteLineAsync("The site did not start: " + e.Message);
            return BadConfiguration;
        }
        catch (Exception e) when (WrongSettings(e) is { Length: > 0 })
        {
            await Console.Error.WriteLineAsync("The site did not start: a setting is wrong.");
            foreach (var failure in WrongSettings(e))
            {
                await Console.Error.WriteLineAsync("  " + failure);
            }

            return BadConfiguration;
        }
    }

    /// <summary>The messages of wrong settings. The host throws one exception per section, and aggregates several.</summary>
    private static string[] WrongSettings(Exception e) =>
        e switch
        {
            OptionsValidationException one => [.. one.Failures],
            AggregateException several =>
                [.. several.Flatten().InnerExceptions.OfType<OptionsValidationException>().SelectMany(x => x.Failures).Distinct()],
            _ => [],
        };
}
