using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Sending.Engine;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Sending.Dispatches;

/// <summary>What became of a step that somebody asked for.</summary>
public enum StepResult
{
    Done,

    /// <summary>There is no such dispatch.</summary>
    Unknown,

    /// <summary>It stands so already, or can no more.</summary>
    Needless,

    /// <summary>It changed in the same moment; nothing was done.</summary>
    Overtaken,
}

/// <summary>An editor's word on a whole dispatch: pause, resume, stop. Said twice, it is done once.</summary>
public sealed class DispatchSteps(NewsletterContext db, Dispatching dispatching, DispatchProgress progress, Relays relays, DatabaseWriteLock turn)
{
    /// <param name="reason">In words for the editors.</param>
    public Task<StepResult> PauseAsync(int id, string reason, CancellationToken cancellation) =>
        ChangeAsync(id, DispatchState.Running, d => d.Pause(reason), cancellation);

    /// <summary>Each relay is tried again, even one that refused everything until now.</summary>
    public Task<StepResult> ResumeAsync(int id, CancellationToken cancellation) =>
        ChangeAsync(
            id, DispatchState.Paused,
            d =>
            {
                relays.ReopenAll();
                d.Resume();
            },
            cancellation);

    /// <summary>For good; what is being sent at this moment still arrives.</summary>
    public async Task<StepResult> CancelAsync(int id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } dispatch)
        {
            return StepResult.Unknown;
        }

        return dispatch.State is DispatchState.Completed or DispatchState.Cancelled
            ? StepResult.Needless
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
            return StepResult.Needless;
        }

        change(dispatch);
        return await SaveAsync(id, () => db.SaveChangesAsync(cancellation));
    }

    private Task<Dispatch?> FindAsync(int id, CancellationToken cancellation) => db.Dispatches.FirstOrDefaultAsync(d => d.Id == id, cancellation);

    private async Task<StepResult> SaveAsync(int id, Func<Task> save)
    {
        try
        {
            using var writing = await turn.TakeAsync();
            await save();
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return StepResult.Overtaken;
        }
        finally
        {
            progress.Forget(id);
        }

        dispatching.Wake();
        return StepResult.Done;
    }
}
