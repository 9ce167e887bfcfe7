using System.CommandLine;
using System.Globalization;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Web.Newsletter.Subscribers;

namespace CitesDesMetiers.Web.Commands;

/// <summary><c>subscribers</c>: imports, exports, erases and counts subscribers, whether the site is running or not.</summary>
internal static class SubscribersCommand
{
    private static readonly Argument<FileInfo> File = new("file") { Description = "A CSV file or a workbook (.xlsx)." };
    private static readonly Option<string> Source = new("--consent-source")
    {
        Required = true,
        Description = "Where and how these people consented. Kept as proof.",
    };
    private static readonly Option<string?> Date = new("--consent-date")
    {
        Description = "Day of consent (yyyy-mm-dd). Required unless a column contains it.",
    };
    private static readonly Option<string> Language = new("--language")
    {
        DefaultValueFactory = _ => "fr",
        Description = "Language of the people whose line has none. Default: fr.",
    };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Prints the outcome of each line and keeps nothing." };
    private static readonly Option<FileInfo?> Report = new("--report")
    {
        Description = "CSV file to which refused lines are written with their reasons.",
    };
    private static readonly Option<SheetFormat> Format = new("--format") { Description = "csv or xlsx; csv without it." };
    private static readonly Option<FileInfo?> Output = new("--output") { Description = "File to write. Default: standard output." };
    private static readonly Argument<string> Address = new("address") { Description = "Address of the person." };
    private static readonly Option<bool> Yes = new("--yes") { Description = "Does not ask." };
    private static readonly Option<bool> Json = new("--json") { Description = "Prints one JSON object." };

    public static Command Create(string[] args, Func<string[], WebApplication> build)
    {
        // The configuration would combine a switch without a value with the next argument.
        string[] settings = [.. args.Where(a => a != Json.Name && a != DryRun.Name && a != Yes.Name)];

        Command Sub(
            string name, string description, Func<ParseResult, SubscribersConsole, CancellationToken, Task<int>> work, params Symbol[] symbols) =>
            CommandConsole.Command(
                name, description, () => build(settings), (services, output, errors) => new SubscribersConsole(services, output, errors), work,
                symbols);

        Date.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && Day(text) is null)
            {
                result.AddError($"\"{text}\" is not a day: write it as yyyy-mm-dd.");
            }
        });
        Language.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is var code && !Languages.Has(code))
            {
                result.AddError($"\"{code}\" is not a language of the list: {string.Join(", ", Languages.All.Select(l => l.Code))}.");
            }
        });
        return new Command("subscribers", "Imports, exports, erases and counts subscribers.")
        {
            Sub("import", "Subscribes the people listed in a file and says which lines are refused and why.",
                (parsed, console, cancellation) => new SubscribersImport(console).RunAsync(
                    parsed.GetValue(File)!, parsed.GetValue(Source)!, Day(parsed.GetValue(Date)), parsed.GetValue(Language)!, parsed.GetValue(DryRun),
                    parsed.GetValue(Report), cancellation),
                File, Source, Date, Language, DryRun, Report),
            Sub("export", "Writes all subscribers as a table that can be imported again.",
                (parsed, console, cancellation) =>
                    new SubscribersExport(console).RunAsync(parsed.GetValue(Format), parsed.GetValue(Output), cancellation), Format, Output),
            Sub("erase", "Erases all data of one person. Asks first on a terminal, unless --yes is given.",
                (parsed, console, cancellation) =>
                    new SubscribersErase(console).RunAsync(parsed.GetValue(Address)!, parsed.GetValue(Yes), cancellation), Address, Yes),
            Sub("stats", "Counts subscribers by state, language, Cité, frequency and origin.",
                (parsed, console, cancellation) => new SubscribersStats(console).RunAsync(parsed.GetValue(Json), cancellation), Json),
        };
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
