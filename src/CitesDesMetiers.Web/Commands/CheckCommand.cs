using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CitesDesMetiers.Core.Checks;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Dispatches;
using CitesDesMetiers.Sending.Smtp;
using CitesDesMetiers.Web.Desk.Settings;
using CitesDesMetiers.Web.Platform.Database;
using CitesDesMetiers.Web.Platform.SystemChecks;

namespace CitesDesMetiers.Web.Commands;

/// <summary>
/// <c>check</c>: looks at everything that the site needs, and says what it found in the words of the desk's page. It changes nothing.
/// </summary>
internal static class CheckCommand
{
    private static readonly JsonSerializerOptions Written = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Prints JSON." };
    private static readonly Option<string?> Mail = new("--mail") { Description = "Sends a mail to this address as well." };

    public static Command Create(string[] args, Func<string[], WebApplication> build)
    {
        // The configuration would combine a switch without a value with the next argument.
        string[] settings = [.. args.Where(a => a != Json.Name)];
        var command = new Command(
            "check", "Checks settings, database, clock, disk, keys, Chromium, relay and DNS. Exits with 1 if something is to be mended.")
        {
            Json, Mail,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var typed = parsed.GetValue(Mail);
            if (!EmailAddress.TryParse(typed, out var to, out var fault) && typed is not null)
            {
                await Console.Error.WriteLineAsync($"\"{typed}\" is no usable mail address: {fault}.");
                return 1;
            }

            // The log goes to standard error, because a program may read the output.
            var output = Console.Out;
            Console.SetOut(Console.Error);
            await using var app = build(settings);
            if (DatabaseSetup.FileOf(app.Services.GetRequiredService<DatabaseProvider>(), app.Configuration, app.Environment) is { } file
                && !File.Exists(file))
            {
                await Console.Error.WriteLineAsync(
                    $"There is no database {file}. Correct ConnectionStrings:Newsletter, or start the site, which makes it.");
                return 1;
            }

            await using var scope = app.Services.CreateAsyncScope();
            var report = await scope.ServiceProvider.GetRequiredService<SystemReport>().RunAsync(cancellation);
            if (typed is not null)
            {
                report = report with { Sections = [.. report.Sections, await TryAsync(scope.ServiceProvider, to, cancellation)] };
            }

            await (parsed.GetValue(Json) ? output.WriteLineAsync(JsonSerializer.Serialize(report, Written)) : PrintAsync(report, output));
            return report.Count(CheckState.ToFix) > 0 ? 1 : 0;
        });
        return command;
    }

    private static async Task<CheckSection> TryAsync(IServiceProvider services, EmailAddress to, CancellationToken cancellation)
    {
        var result = await services.GetRequiredService<RelayTrial>().SendAsync(
            to, "Essai du courrier", "Bonjour,\n\nCe message montre que le site sait envoyer du courrier.\n", cancellation);
        var relay = services.GetRequiredService<MissingRelay>().WritesFiles ? "La boîte d’envoi" : "Le relais";
        return new("Essai", "Un message envoyé à l’instant.",
        [
            new(to.Value, result.Outcome is SendOutcome.Sent ? CheckState.Ok : CheckState.ToFix, TrialWords.Of(result, relay, to.Value)),
        ]);
    }

    private static async Task PrintAsync(CheckReport report, TextWriter output)
    {
        foreach (var section in report.Sections)
        {
            await output.WriteLineAsync(section.Title);
            foreach (var finding in section.Findings)
            {
                await output.WriteLineAsync($"  {Sign(finding.State)} {finding.Subject} : {finding.Sentence}");
                foreach (var remark in finding.Remarks.Concat(finding.Publish is { } record ? [record.ZoneLine] : []))
                {
                    await output.WriteLineAsync($"      {remark}");
                }
            }
        }

        await output.WriteLineAsync(report.Count(CheckState.ToFix) is var wrong and > 0 ? $"À corriger : {wrong}." : "Rien à corriger.");
    }

    private static string Sign(CheckState state) => state switch
    {
        CheckState.Ok => "[bon]",
        CheckState.ToFix => "[À CORRIGER]",
        CheckState.Unknown => "[inconnu]",
        _ => "[information]",
    };
}
