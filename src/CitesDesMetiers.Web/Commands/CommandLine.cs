using System.CommandLine;
using System.Data.Common;
using CitesDesMetiers.Web.Commands.Archive;
using CitesDesMetiers.Web.Commands.Backups;
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

    /// <summary>Exit code when the database is away, refuses the login, takes too long or is damaged.</summary>
    private const int DatabaseFailed = 1;

    public static async Task<int> RunAsync(string[] args, Func<string[], WebApplication> buildHost)
    {
        WebApplication Build(string[] words) => buildHost([.. words.Where((word, i) => !IsPath(word, i == 0 ? "" : words[i - 1]))]);

        var root = new RootCommand("The portal of the InfoLettre.")
        {
            ServeCommand.Create(args, Build),
            MigrateCommand.Create(args, Build),
            CheckCommand.Create(args, Build),
            ConfigCommand.Create(args, Build),
            MaintenanceCommand.Create(args, Build),
            UserCommand.Create(args, Build),
            DemoCommand.Create(args, Build),
            DkimCommand.Create(args, Build),
            KeysCommand.Create(args, Build),
            BouncesCommand.Create(args, Build),
            DispatchCommand.Create(args, Build),
            SubscribersCommand.Create(args, Build),
            ArchiveCommand.Create(args, Build),
            AuditCommand.Create(args, Build),
            IssuesCommand.Create(args, Build),
            HealthCommand.Create(),
            BackupCommand.Create(args, Build),
            RestoreCommand.Create(args, Build),
            ReadDocumentCommand.Create(),
        };
        root.SetAction((_, cancellation) => ServeCommand.RunAsync(args, Build, cancellation));
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
        catch (Exception e) when (DatabaseFault(e) is { } fault)
        {
            await Console.Error.WriteLineAsync("The database failed: " + fault);
            return DatabaseFailed;
        }
    }

    /// <summary>
    /// Whether a word is a path on its own. The host's configuration would take it for the name of a setting, and the next word for the value.
    /// </summary>
    private static bool IsPath(string word, string before) =>
        word.StartsWith('/') && !(before.StartsWith("--", StringComparison.Ordinal) && !before.Contains('=', StringComparison.Ordinal));

    /// <summary>What the database said, on one line; null if the fault is not the database's.</summary>
    private static string? DatabaseFault(Exception? e)
    {
        while (e is not (null or DbException))
        {
            e = e.InnerException;
        }

        return e?.Message.ReplaceLineEndings(" ").Trim();
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
