using System.Globalization;
using System.Security.Claims;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Drafts;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Drafts;

/// <summary>Typed content that has not been saved yet.</summary>
/// <param name="SavedAt">In UTC.</param>
/// <param name="BaseVersion">The version of the entity that the typing began from; null for a new entity.</param>
public sealed record Draft(string Subject, string Fields, DateTime SavedAt, Guid? BaseVersion)
{
    /// <summary>Identifies this state of the draft, so that a page that has not seen it cannot overwrite it.</summary>
    public string Mark => SavedAt.Ticks.ToString(CultureInfo.InvariantCulture);
}

public enum KeepOutcome
{
    Kept,

    /// <summary>A draft exists that this page has not seen. It was not overwritten.</summary>
    AnotherWaits,
    TooLarge,
}

/// <param name="Draft">The stored draft; null when the new one was too large.</param>
public sealed record KeepResult(KeepOutcome Outcome, Draft? Draft);

/// <summary>Stores drafts, which only their author can read, and records author has which form open.</summary>
public sealed class DraftStore(NewsletterContext db, TimeProvider clock)
{
    /// <summary>Maximum number of characters of a draft, field names included.</summary>
    public const int MaxSize = 1024 * 1024;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <param name="form">The request of autosave.js: the fields of the form and those of <see cref="OpenedForm"/>.</param>
    public async Task<KeepResult> KeepAsync(string subject, Author author, IFormCollection form, CancellationToken cancellation)
    {
        var fields = DraftFields.ToJson(form);
        var baseVersion = Guid.TryParse(form[DraftFields.Version], out var version) && version != Guid.Empty ? version : (Guid?)null;
        if (fields.Length > MaxSize)
        {
            return new(KeepOutcome.TooLarge, null);
        }

        if (await FindAsync(subject, author, cancellation) is { } waiting && waiting.Mark != form[OpenedForm.SeenField])
        {
            return new(KeepOutcome.AnotherWaits, waiting);
        }

        var now = Now;
        await NoteAsync(subject, author, s => s.Keep(fields, baseVersion, now), cancellation);
        return new(KeepOutcome.Kept, new(subject, fields, now, baseVersion));
    }

    /// <summary>Records that somebody has the form open.</summary>
    public Task SeeAsync(string subject, Author author, CancellationToken cancellation) => NoteAsync(subject, author, s => s.See(Now), cancellation);

    /// <summary>The sorted names of the others author have the form open.</summary>
    public async Task<IReadOnlyList<string>> OthersAsync(string subject, Author author, CancellationToken cancellation)
    {
        var since = Now - EditingSession.Presence;
        return await db.EditingSessions.Where(s => s.Subject == subject && s.UserId != author.UserId && s.SeenAt > since)
            .OrderByFrench(s => s.UserName).Select(s => s.UserName).ToListAsync(cancellation);
    }

    public Task<Draft?> FindAsync(string subject, Author author, CancellationToken cancellation) =>
        db.EditingSessions.Where(s => s.Subject == subject && s.UserId == author.UserId && s.Draft != null)
            .Select(s => new Draft(s.Subject, s.Draft!, s.DraftSavedAt!.Value, s.BaseVersion)).FirstOrDefaultAsync(cancellation);

    /// <summary>The latest drafts of a person, of one kind.</summary>
    public async Task<IReadOnlyList<Draft>> UnfinishedAsync(int userId, EditedKind kind, CancellationToken cancellation)
    {
        var start = kind + "/";
        return await db.EditingSessions.Where(s => s.UserId == userId && s.Draft != null && s.Subject.StartsWith(start))
            .OrderByDescending(s => s.DraftSavedAt).Take(5)
            .Select(s => new Draft(s.Subject, s.Draft!, s.DraftSavedAt!.Value, s.BaseVersion)).ToListAsync(cancellation);
    }

    /// <summary>Deletes the draft, because it was saved or its author discarded it.</summary>
    public Task ForgetAsync(string subject, Author author, CancellationToken cancellation) =>
        db.EditingSessions.Where(s => s.Subject == subject && s.UserId == author.UserId).ExecuteDeleteAsync(cancellation);

    private async Task NoteAsync(string subject, Author author, Action<EditingSession> change, CancellationToken cancellation)
    {
        try
        {
            await ChangeAsync();
        }
        catch (DbUpdateException)
        {
            // Another request of the same person inserted or deleted the row meanwhile.
            db.ChangeTracker.Clear();
            await ChangeAsync();
        }

        async Task ChangeAsync()
        {
            var session = await db.EditingSessions.FirstOrDefaultAsync(s => s.Subject == subject && s.UserId == author.UserId, cancellation);
            if (session is null)
            {
                session = new EditingSession(subject, author.UserId, author.Name, Now);
                db.Add(session);
            }

            change(session);
            await db.SaveChangesAsync(cancellation);
        }
    }
}
