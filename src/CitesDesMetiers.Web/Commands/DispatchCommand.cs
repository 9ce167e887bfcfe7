using System.CommandLine;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Sending;

namespace CitesDesMetiers.Web.Commands;

/// <summary><c>dispatch</c>: sends an issue and shows, pauses, resumes or cancels its dispatch, whether the site is running or not.</summary>
internal static class DispatchCommand
{
    private const string PausedByHand = "Suspendu à la main.";

    private static readonly Option<string?> Language = new("--language")
    {
        Description = "Language of the version, such as es. Required for an issue in several languages.",
    };
    private static readonly Argument<int> Number = new("number") { Description = "Number of the issue." };
    private static readonly Option<bool> Json = new("--json") { Description = "Prints only JSON." };
    private static readonly Option<bool> Watch = new("--watch") { Description = "Keeps printing until the dispatch ends." };
    private static readonly Option<bool> Yes = new("--yes") { Description = "Does not ask." };

    public static Command Create(string[] args, Func<string[], WebApplication> build)
    {
        // The configuration would combine a switch without a value with the next argument.
        string[] settings = [.. args.Where(a => a != Json.Name && a != Watch.Name && a != Yes.Name)];

        Command Sub(
            string name, string description, Func<ParseResult, DispatchConsole, CancellationToken, Task<int>> work, params Symbol[] symbols) =>
            CommandConsole.Command(
                name, description, () => build(settings), (services, output, errors) => new DispatchConsole(services, output, errors), work, symbols);

        var status = Sub(
            "status", "Prints the progress of the newest dispatch of an issue.",
            (parsed, console, cancellation) =>
                new DispatchStatus(console).ShowAsync(parsed.GetValue(Number), parsed.GetValue(Watch), parsed.GetValue(Json), cancellation),
            Number, Watch, Json);
        status.Validators.Add(result =>
        {
            if (result.GetValue(Watch) && result.GetValue(Json))
            {
                result.AddError("Use either --watch or --json: --watch keeps printing, --json prints one object.");
            }
        });
        return new Command("dispatch", "Sends issues and follows their dispatches.")
        {
            Sub(
                "send", "Publishes an approved issue, or one of the demonstration, and sends it.",
                (parsed, console, cancellation) =>
                    new IssueSending(console).SendAsync(parsed.GetValue(Number), parsed.GetValue(Language), cancellation), Number, Language),
            Sub(
                "list", "Prints the issues, their states and whether they can be sent.",
                (parsed, console, cancellation) => new IssueSending(console).ListAsync(parsed.GetValue(Json), cancellation), Json),
            status,
            Sub(
                "pause", "Stops sending until the dispatch is resumed.",
                (parsed, console, cancellation) => PauseAsync(console, parsed.GetValue(Number), cancellation), Number),
            Sub(
                "resume", "Resumes a paused dispatch.",
                (parsed, console, cancellation) => ResumeAsync(console, parsed.GetValue(Number), cancellation), Number),
            Sub(
                "cancel", "Ends a dispatch for good: mails not sent yet are never sent.",
                (parsed, console, cancellation) => CancelAsync(console, parsed.GetValue(Number), parsed.GetValue(Yes), cancellation), Number, Yes),
        };
    }

    private static Task<int> PauseAsync(DispatchConsole console, int number, CancellationToken cancellation) =>
        console.StepAsync(
            number, AuditAction.DispatchPaused,
            (steps, id) => steps.PauseAsync(id, PausedByHand, cancellation),
            state => state is DispatchState.Paused
                ? $"The dispatch of issue {number} is paused already."
                : $"The dispatch of issue {number} is over: there is nothing to pause.",
            $"The dispatch of issue {number} is paused: nothing more leaves until \"dispatch resume {number}\".",
            cancellation);

    private static Task<int> ResumeAsync(DispatchConsole console, int number, CancellationToken cancellation) =>
        console.StepAsync(
            number, AuditAction.DispatchResumed,
            (steps, id) => steps.ResumeAsync(id, cancellation),
            state => state is DispatchState.Running
                ? $"The dispatch of issue {number} is running already."
                : $"The dispatch of issue {number} is over: there is nothing to resume.",
            $"The dispatch of issue {number} goes on where it was; a running site takes it up within seconds.",
            cancellation);

    private static async Task<int> CancelAsync(DispatchConsole console, int number, bool isSure, CancellationToken cancellation) =>
        isSure || console.Confirms($"End the dispatch of issue {number} for good? What has not left never will. [y/N] ")
            ? await console.StepAsync(
                number, AuditAction.DispatchStopped,
                (steps, id) => steps.CancelAsync(id, cancellation),
                state => state is DispatchState.Cancelled
                    ? $"The dispatch of issue {number} is cancelled already."
                    : $"The dispatch of issue {number} is completed: everything has left.",
                $"The dispatch of issue {number} is cancelled: what had not left never will; what is being sent at this moment still arrives.",
                cancellation)
            : console.Refuse("Nothing was changed.");
}
