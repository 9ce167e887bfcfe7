using System.Linq.Expressions;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Notifications;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Core.Storage;

/// <summary>Tells people by mail what concerns them. The lines are saved with what caused them, and go out in one digest.</summary>
public sealed class Notifier(NewsletterContext db, TimeProvider clock)
{
    /// <param name="line">French, a whole sentence.</param>
    /// <param name="path">Page of the site it is about.</param>
    public void Tell(int userId, string line, string path) =>
        db.Notifications.Add(new Notification(userId, line, path, clock.GetUtcNow().UtcDateTime));

    /// <param name="except">Whoever caused it knows already.</param>
    public Task TellEditorsAsync(string line, string path, int? except, CancellationToken cancellation) =>
        TellAllAsync(u => u.Role == Role.Editor || u.Role == Role.Administrator, line, path, except, cancellation);

    /// <inheritdoc cref="TellEditorsAsync"/>
    public Task TellApproversAsync(string line, string path, int? except, CancellationToken cancellation) =>
        TellAllAsync(u => u.MayApprove, line, path, except, cancellation);

    /// <inheritdoc cref="TellEditorsAsync"/>
    public Task TellSendersAsync(string line, string path, int? except, CancellationToken cancellation) =>
        TellAllAsync(u => u.MaySend, line, path, except, cancellation);

    /// <inheritdoc cref="TellEditorsAsync"/>
    public Task TellAdministratorsAsync(string line, string path, int? except, CancellationToken cancellation) =>
        TellAllAsync(u => u.Role == Role.Administrator, line, path, except, cancellation);

    private async Task TellAllAsync(Expression<Func<User, bool>> whom, string line, string path, int? except, CancellationToken cancellation)
    {
        foreach (var id in await db.Users.Where(whom).Where(u => u.Id != except && (u.LockoutEnd == null || u.LockoutEnd != User.BlockedUntil)).Select(u => u.Id).ToListAsync(cancellation))
        {
            Tell(id, line, path);
        }
    }
}
