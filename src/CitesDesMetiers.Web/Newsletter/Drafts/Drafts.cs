using System.Globalization;
using System.Security.Claims;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Drafts;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Drafts;

/// <summary>What somebody typed and did not save yet.</summary>
/// <param name="SavedAt">UTC.</param>
/// <param name="BaseVersion">The version of the entity the typing began from; null for something new.</param>
public sealed record Draft(string Subject, string Fields, DateTime SavedAt, Guid? BaseVersion)
{
    /// <summary>Names this state of the draft, so that a page that has not seen it cannot write over it.</summary>
    public string Mark => SavedAt.Ticks.ToString(CultureInfo.InvariantCulture);
}

public enum KeepOutcome
{
    Kept,

    /// <summary>A draft waits that this page has not seen: nothing was written over it.</summary>
    AnotherWaits,
    TooLarge,
}

/// <param name="Draft">What is kept now; null when it was too large.</param>
public sealed record KeepResult(KeepOutcome Outcome, Draft? Draft);

/// <summary>Drafts, readable by their author alone, and who is at work on what.</summary>
public sealed class Drafts(NewsletterContext db, TimeProvider clock)
{
    /// <summary>Characters of a draft with its field names.</summary>
    public const int MaxSize = 1024 * 1024;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <param name="form">As autosave.js sends it: the fields of the form, with those of <see cref="OpenedForm"/>.</param>
    public async Task<KeepResult> KeepAsync(string subject, Author who, IFormCollection form, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(form);
        var fields = DraftFields.ToJson(form);
        var baseVersion = Guid.TryParse(form[DraftFields.Version], out var version) && version != Guid.Empty ? version : (Guid?)null;
        if (fields.Length > MaxSize)
        {
            return new(KeepOutcome.TooLarge, null);
        }

        if (await FindAsync(subject, who, cancellation) is { } waiting && waiting.Mark != form[OpenedForm.SeenField])
        {
            return new(KeepOutcome.AnotherWaits, waiting);
        }

        var now = Now;
        await NoteAsync(subject, who, s => s.Keep(fields, baseVersion, now), cancellation);
        return new(KeepOutcome.Kept, new(subject, fields, now, baseVersion));
    }

    /// <summary>Notes that somebody has the form open.</summary>
    public Task SeeAsync(string subject, Author who, CancellationToken cancellation) => NoteAsync(subject, who, s => s.See(Now), cancellation);

    /// <summary>Names of the others who have the form open, in order.</summary>
    public async Task<IReadOnlyList<string>> OthersAsync(string subject, Author who, CancellationToken cancellation)
    {
        var since = Now - EditingSession.Presence;
        return await db.EditingSessions.Where(s => s.Subject == subject && s.UserId != who.UserId && s.SeenAt > since)
            .OrderByFrench(s => s.UserName).Select(s => s.UserName).ToListAsync(cancellation);
    }

    public Task<Draft?> FindAsync(string subject, Author who, CancellationToken cancellation) =>
        db.EditingSessions.Where(s => s.Subject == subject && s.UserId == who.UserId && s.Draft != null)
            .Select(s => new Draft(s.Subject, s.Draft!, s.DraftSavedAt!.Value, s.BaseVersion)).FirstOrDefaultAsync(cancellation);

    /// <summary>The latest drafts of that person.</summary>
    /// <param name="kind">Of one kind of thing only, such as "nouvelle".</param>
    public async Task<IReadOnlyList<Draft>> UnfinishedAsync(int userId, string? kind, CancellationToken cancellation)
    {
        var start = kind + "/";
        return await db.EditingSessions.Where(s => s.UserId == userId && s.Draft != null && (kind == null || s.Subject.StartsWith(start)))
            .OrderByDescending(s => s.DraftSavedAt).Take(5)
            .Select(s => new Draft(s.Subject, s.Draft!, s.DraftSavedAt!.Value, s.BaseVersion)).ToListAsync(cancellation);
    }

    /// <summary>It was saved, or its author does not want it.</summary>
    public Task ForgetAsync(string subject, Author who, CancellationToken cancellation) =>
        db.EditingSessions.Where(s => s.Subject == subject && s.UserId == who.UserId).ExecuteDeleteAsync(cancellation);

    private async Task NoteAsync(string subject, Author who, Action<EditingSession> change, CancellationToken cancellation)
    {
        try
        {
            await ChangeAsync();
        }
        catch (DbUpdateException)
        {
            // Another request of the same person made or removed the row in between.
            db.ChangeTracker.Clear();
            await ChangeAsync();
        }

        async Task ChangeAsync()
        {
            var session = await db.EditingSessions.FirstOrDefaultAsync(s => s.Subject == subject && s.UserId == who.UserId, cancellation);
            if (session is null)
            {
                session = new EditingSession(subject, who.UserId, who.Name, Now);
                db.Add(session);
            }

            change(session);
            await db.SaveChangesAsync(cancellation);
        }
    }
}
