using System.CommandLine;
using CitesDesMetiers.Web.Platform.Backups;

namespace CitesDesMetiers.Web.Commands.Backups;

/// <summary><c>backup</c>: copies the database into one file, beside a running site.</summary>
internal static class BackupCommand
{
    private static readonly Argument<string> Target = new("file") { Description = "The file to write. It must not exist." };

    private static readonly Option<bool> Portable = new("--portable")
    {
        Description = "Writes rows that can be restored to SQLite and to SQL Server. Of SQL Server it always does.",
    };

    private static readonly Option<string?> Key = new("--key") { Description = "Seals the backup with the key in this file, which \"keys create\" makes." };

    public static Command Create(string[] args, Func<string[], WebApplication> build)
    {
        // The configuration would combine a switch without a value with the next argument.
        string[] settings = [.. args.Where(a => a != Portable.Name)];
        return CommandConsole.Command(
            "backup", "Writes the whole database to one file, while the site runs.", () => build(settings),
            (services, output, errors) => new CommandConsole(services, output, errors), RunAsync, Target, Portable, Key);
    }

    private static async Task<int> RunAsync(ParseResult parsed, CommandConsole console, CancellationToken cancellation)
    {
        var file = Path.GetFullPath(parsed.GetValue(Target)!);
        if (File.Exists(file))
        {
            return console.Refuse($"{file} exists already, and was left as it is. Name another file.");
        }

        try
        {
            var key = parsed.GetValue(Key) is { } path ? BackupKey.Read(path) : null;
            var manifest = await console.Get<BackupMaking>().MakeAsync(file, key, parsed.GetValue(Portable), cancellation);
            await console.Output.WriteLineAsync($"{file}: {manifest.Summary}. Keep the file of the keys (Keys:File) too, in another place.");
            return 0;
        }
        catch (BackupRefusedException e)
        {
            return console.Refuse(e.Message);
        }
    }
}
