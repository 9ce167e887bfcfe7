using System.Linq.Expressions;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Notifications;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Core.Storage;

/// <summary>Notifies users by mail. Lines are saved with the change that caused them, and sent together in a digest.</summary>
public sealed class Notifier(NewsletterContext db, TimeProvider clock)
{
    /// <param name="line">A whole sentence in French.</param>
    /// <param name="path">The page of the site that it is about.</param>
    public void Tell(int userId, string line, string path) =>
        db.Notifications.Add(new Notification(userId, line, path, clock.GetUtcNow().UtcDateTime));

    /// <param name="except">The user who caused the change, who is not notified.</param>
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
        foreach (var id in await db.Users.Where(whom).Where(u => u.Id != except && (u.LockoutEnd == null || u.LockoutEnd != User.BlockedUntil))
            .Select(u => u.Id).ToListAsync(cancellation))
        {
            Tell(id, line, path);
        }
    }
}
