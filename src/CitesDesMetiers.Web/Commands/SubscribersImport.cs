using System.Globalization;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Subscribers.Imports;
using CitesDesMetiers.Web.Newsletter.Subscribers.Imports;
using CitesDesMetiers.Web.Newsletter.Subscribers.Imports.Files;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Commands;

/// <summary><c>subscribers import</c>: imports a file as the desk does, with guessed columns.</summary>
internal sealed class SubscribersImport(SubscribersConsole console)
{
    private const int Looked = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private readonly ProgressLine progress = new(console.Output);

    public async Task<int> RunAsync(
        FileInfo file, string source, DateOnly? day, string language, bool isDryRun, FileInfo? report, CancellationToken cancellation)
    {
        if (!file.Exists)
        {
            return console.Refuse($"There is no file \"{file.FullName}\".");
        }

        if (day is { } d && LineReader.Fault(d, ParisTime.Today(console.Get<TimeProvider>())) is not null)
        {
            return console.Refuse("The day of consent is in the future.");
        }

        try
        {
            await using var content = file.OpenRead();
            var import = await console.Get<ImportIntake>().ReceiveAsync(content, file.Name, null, AuditPerson.CommandLine.Name, cancellation);
            await console.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{file.Name}: {import.Filled:N0} lines read."));
            return await ContinueAsync(import, source, day, language, isDryRun, report, cancellation);
        }
        catch (UnusableFileException e)
        {
            return console.Refuse(
                "The file cannot be used "
                    + $"({Words.Of(e.Fault)}{(e.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $", line {e.Line}") : "")}); nothing of it "
                    + "was kept.");
        }
    }

    private async Task<int> ContinueAsync(
        SubscriberImport import, string source, DateOnly? day, string language, bool isDryRun, FileInfo? report, CancellationToken cancellation)
    {
        var guess = ColumnGuess.From(await ImportIntake.FirstRowsAsync(console.Db, import.Id, Looked, cancellation));
        if (!guess.Columns.Contains(ColumnUse.Address) || (day is null && !guess.Columns.Contains(ColumnUse.ConsentDate)))
        {
            await ImportIntake.RemoveAsync(console.Db, import.Id, cancellation);
            return console.Refuse(guess.Columns.Contains(ColumnUse.Address)
                ? "No column says when these people agreed: add --consent-date."
                : "No column holds addresses; nothing was kept.");
        }

        await console.Output.WriteLineAsync("Columns: " + string.Join(", ", guess.Columns.Select(Words.Of)));
        import.Match(guess.Columns, guess.HasTitles, language, source, day);
        await WorkAsync(import, cancellation);
        await PrintAsync(import, report, cancellation);
        if (isDryRun || !import.MayStart)
        {
            await ImportIntake.RemoveAsync(console.Db, import.Id, cancellation);
            await console.Output.WriteLineAsync(isDryRun
                ? "Dry run: nobody was subscribed, nothing was kept."
                : "No line was accepted: nobody was subscribed.");
            return isDryRun ? 0 : 1;
        }

        import.Start();
        await WorkAsync(import, cancellation);
        await console.Output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{import.Imported:N0} subscribed. The desk can undo import {import.Id} within {SubscriberImport.KeptFor.Days} days."));
        return 0;
    }

    /// <summary>Runs the step here, or waits for a running site that has taken it. Shows the progress.</summary>
    private async Task WorkAsync(SubscriberImport import, CancellationToken cancellation)
    {
        await console.Db.SaveChangesAsync(cancellation);
        while (true)
        {
            var work = Task.Run(() => console.Get<ImportWork>().RunOnceAsync(import.Id, cancellation), cancellation);
            while (await Task.WhenAny(work, Task.Delay(Pause, cancellation)) != work)
            {
                await ShowAsync(import.Id, cancellation);
            }

            await work;
            if (!await ShowAsync(import.Id, cancellation))
            {
                break;
            }

            await Task.Delay(Pause, cancellation);
        }

        console.Db.ChangeTracker.Clear();
        console.Db.Attach(import);
        await console.Db.Entry(import).ReloadAsync(cancellation);
    }

    /// <returns>Whether the import is still in progress.</returns>
    private async Task<bool> ShowAsync(int id, CancellationToken cancellation)
    {
        await using var scope = console.Beside();
        var import = await scope.ServiceProvider.GetRequiredService<NewsletterContext>().SubscriberImports.AsNoTracking()
            .SingleAsync(i => i.Id == id, cancellation);
        var share = import.State is ImportState.Checking ? (double)import.CheckedTo / Math.Max(1, import.LastLine) : import.IsWorkedOn ? 0 : 1;
        await progress.ShowAsync($"{ProgressLine.Bar(share)} {Words.Of(import.State)}", !import.IsWorkedOn);
        return import.IsWorkedOn;
    }

    private async Task PrintAsync(SubscriberImport import, FileInfo? report, CancellationToken cancellation)
    {
        await console.Output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture, $"{import.Accepted:N0} accepted ({import.Remarked:N0} with a remark), {import.Refused:N0} refused"));
        foreach (var (refusal, count) in import.Refusals.OrderByDescending(r => r.Value))
        {
            await console.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {Words.Of(refusal),-20}{count,12:N0}"));
        }

        if (report is not null)
        {
            await using var output = report.Create();
            await ImportReport.WriteAsync(console.Db, import.Id, output, cancellation);
        }
    }
}
