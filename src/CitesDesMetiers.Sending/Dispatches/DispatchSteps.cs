using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Sending.Engine;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Sending.Dispatches;

/// <summary>The result of a step that an editor asked for.</summary>
public enum StepResult
{
    Done,

    /// <summary>The dispatch does not exist.</summary>
    Unknown,

    /// <summary>The dispatch is in that state already, or can no longer reach it.</summary>
    NotNeeded,

    /// <summary>The dispatch changed at the same moment; nothing was done.</summary>
    ChangedMeanwhile,
}

/// <summary>Pauses, resumes and cancels a whole dispatch for an editor. Repeating a step has no further effect.</summary>
public sealed class DispatchSteps(
    NewsletterContext db, Dispatching dispatching, DispatchProgress progress, Relays relays, DatabaseWriteLock writeLock)
{
    /// <param name="reason">The reason shown to the editors, in French.</param>
    public Task<StepResult> PauseAsync(int id, string reason, CancellationToken cancellation) =>
        ChangeAsync(id, DispatchState.Running, d => d.Pause(reason), cancellation);

    /// <summary>Resumes the dispatch. Every relay is tried again, even one that refused everything.</summary>
    public Task<StepResult> ResumeAsync(int id, CancellationToken cancellation) =>
        ChangeAsync(
            id, DispatchState.Paused,
            d =>
            {
                relays.ReopenAll();
                d.Resume();
            },
            cancellation);

    /// <summary>Cancels the dispatch permanently. Messages being sent at this moment still arrive.</summary>
    public async Task<StepResult> CancelAsync(int id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } dispatch)
        {
            return StepResult.Unknown;
        }

        return dispatch.State is DispatchState.Completed or DispatchState.Cancelled
            ? StepResult.NotNeeded
            : await SaveAsync(id, () => dispatching.CancelAsync(db, dispatch, cancellation));
    }

    private async Task<StepResult> ChangeAsync(int id, DispatchState from, Action<Dispatch> change, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } dispatch)
        {
            return StepResult.Unknown;
        }

        if (dispatch.State != from)
        {
            return StepResult.NotNeeded;
        }

        change(dispatch);
        return await SaveAsync(id, () => db.SaveChangesAsync(cancellation));
    }

    private Task<Dispatch?> FindAsync(int id, CancellationToken cancellation) => db.Dispatches.FirstOrDefaultAsync(d => d.Id == id, cancellation);

    private async Task<StepResult> SaveAsync(int id, Func<Task> save)
    {
        try
        {
            using var writing = await writeLock.TakeAsync();
            await save();
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return StepResult.ChangedMeanwhile;
        }
        finally
        {
            progress.Forget(id);
        }

        dispatching.Wake();
        return StepResult.Done;
    }
}
