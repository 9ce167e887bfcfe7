using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Sending.Dispatches;
using CitesDesMetiers.Web.Newsletter.Issues;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Commands;

/// <summary>What the <c>dispatch</c> commands share: finding and changing a dispatch.</summary>
internal sealed class DispatchConsole(IServiceProvider services, TextWriter output, TextWriter errors) : CommandConsole(services, output, errors)
{
    private const int MaxAttempts = 5;

    /// <summary>The newest dispatch of an issue. If there is none, prints the reason and returns null.</summary>
    public async Task<Dispatch?> FindAsync(int number, CancellationToken cancellation)
    {
        var dispatches = await Db.Dispatches.Where(d => d.DigestId == null && Db.Issues.Any(i => i.Id == d.Edition.IssueId && i.Number == number))
            .OrderByDescending(d => d.Id).ToListAsync(cancellation);
        if (dispatches.Count == 0)
        {
            Refuse(await Db.Issues.AnyAsync(i => i.Number == number, cancellation)
                ? $"Issue {number} has not been sent: there is no dispatch of it."
                : Unknown(number));
        }
        else if (dispatches.Count > 1)
        {
            Note($"Issue {number} was sent {dispatches.Count} times; this is about the last, begun at {dispatches[0].CreatedAt:yyyy-MM-dd HH:mm} UTC."
                + $" Before: {string.Join(", ", dispatches.Skip(1).Select(d => $"{d.CreatedAt:yyyy-MM-dd HH:mm} ({Words.Of(d.State)})"))}.");
        }

        return dispatches.FirstOrDefault();
    }

    /// <summary>Changes the state of the newest dispatch of an issue. Retries when the engine changes it at the same time.</summary>
    /// <param name="notNeeded">Explains why nothing is to be done in this state.</param>
    public async Task<int> StepAsync(
        int number, AuditAction action, Func<DispatchSteps, int, Task<StepResult>> step, Func<DispatchState, string> notNeeded, string message,
        CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await FindAsync(number, cancellation) is not { } dispatch)
            {
                return 1;
            }

            switch (await step(Get<DispatchSteps>(), dispatch.Id))
            {
                case StepResult.Done:
                    await Get<DispatchAudit>().WriteAsync(action, dispatch.Id);
                    await Output.WriteLineAsync(message);
                    return 0;
                case StepResult.ChangedMeanwhile when attempt < MaxAttempts:
                    break;
                case StepResult.ChangedMeanwhile:
                    return Refuse($"The dispatch of issue {number} kept changing; nothing was done. Try again.");
                default:
                    return Refuse(notNeeded(dispatch.State));
            }
        }
    }

    public static string Unknown(int number) => $"There is no issue {number}. \"dispatch list\" shows those there are.";
}

/// <summary>State names as commands print them: in lower case, with hyphens.</summary>
internal static class Words
{
    public static string Of<T>(T state) where T : struct, Enum =>
        string.Concat(state.ToString().Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
