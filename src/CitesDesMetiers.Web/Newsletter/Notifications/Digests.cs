using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Notifications;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Personal;
using CitesDesMetiers.Web.Letters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Notifications;

/// <summary>Groups waiting notifications into one mail per person. Several instances may run at once: each notification is sent once.</summary>
internal sealed class Digests(
    NewsletterContext db, MailRenderer renderer, TransactionalMailer mailer, AddressKeyStore keyStore, IOptions<NotificationOptions> options,
    IOptions<SiteOptions> site,
    TimeProvider clock)
{
    /// <summary>How long sent notifications are kept, so that the site can show whether somebody was notified.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Mails everybody whose oldest notification has waited long enough.</summary>
    /// <returns>The number of digests queued.</returns>
    public async Task<int> SendDueAsync(CancellationToken cancellation)
    {
        var due = Now - options.Value.Wait;
        var people = await db.Notifications.Where(n => n.SentAt == null).GroupBy(n => n.UserId)
            .Where(g => g.Min(n => n.CreatedAt) <= due).Select(g => g.Key).ToListAsync(cancellation);
        if (people.Count == 0)
        {
            return 0;
        }

        var settings = await db.NewsletterSettingsAsync(cancellation);
        var keys = await keyStore.GetAsync(cancellation);
        var sent = 0;
        foreach (var person in people)
        {
            sent += await db.Database.CreateExecutionStrategy().ExecuteAsync(() => SendAsync(person, settings, keys, cancellation)) ? 1 : 0;
        }

        mailer.Wake();
        return sent;
    }

    public Task<int> PurgeAsync(CancellationToken cancellation)
    {
        var before = Now - KeptFor;
        return db.Notifications.Where(n => n.SentAt < before).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Marks the notifications as sent and queues the mail in one transaction.</summary>
    /// <returns>False when another instance took them, or the person has no usable account.</returns>
    private async Task<bool> SendAsync(int userId, NewsletterSettings settings, AddressKeys keys, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = Now;
        var lines = await db.Notifications.AsNoTracking().Where(n => n.UserId == userId && n.SentAt == null).OrderBy(n => n.Id)
            .ToListAsync(cancellation);
        var ids = lines.Select(n => n.Id).ToList();
        var taken = await db.Notifications.Where(n => ids.Contains(n.Id) && n.SentAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.SentAt, now), cancellation);
        if (lines.Count == 0 || taken != lines.Count)
        {
            return false;
        }

        var user = await db.Users.AsNoTracking().SingleAsync(u => u.Id == userId, cancellation);
        var isReachable = EmailAddress.TryParse(user.Email, out var address, out _) && !user.IsBlocked;
        if (isReachable)
        {
            var personal = await PersonalPages.ReadAsync(db, user, keys, now, cancellation);
            var digest = new DigestContext(
                site.Value, settings, user.DisplayName, Gather(lines, personal), personal.OpenPath is { } path ? site.Value.Absolute(path) : null);
            var rendered = await renderer.RenderAsync(digest, cancellation);
            mailer.EnqueueFromEditors(db, address, digest.Subject, rendered, settings, MailOwner.Of(user));
            await db.SaveChangesAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return isReachable;
    }

    /// <summary>Groups the lines by page and removes duplicates.</summary>
    private static List<DigestMatter> Gather(IEnumerable<Notification> lines, PersonalPages personal) =>
        [.. lines.GroupBy(n => n.Path, StringComparer.Ordinal)
            .Select(g => new DigestMatter(personal.PathFor(g.Key), [.. g.Select(n => n.Line).Distinct(StringComparer.Ordinal)]))];
}
