using System.Threading.RateLimiting;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Personal;
using CitesDesMetiers.Web.Letters;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Accounts;

/// <summary>Mails the links with which people choose their password.</summary>
public sealed class PasswordMails(
    NewsletterContext db, UserManager<User> users, PasswordLinks links, AuditLog audit, MailRenderer renderer, TransactionalMailer mailer,
    PasswordMailLimits limits, IOptions<SiteOptions> site)
{
    public async Task SendAsync(User user, PasswordLinkKind kind, CancellationToken cancellation)
    {
        if (!EmailAddress.TryParse(user.Email, out var address, out _))
        {
            return;
        }

        var settings = await db.NewsletterSettingsAsync(cancellation);
        var letter = new PasswordContext(site.Value, settings, user, site.Value.Absolute(await links.PathForAsync(user, kind)), kind);
        var rendered = await renderer.RenderAsync(letter, cancellation);
        mailer.Enqueue(db, address, letter.Subject, rendered.Html, rendered.Text, MailOwner.Of(user));
        audit.Add(kind is PasswordLinkKind.Invitation ? AuditAction.AccountInvited : AuditAction.PasswordLinkSent, user);
        await db.SaveChangesAsync(cancellation);
        mailer.Wake();
    }

    /// <summary>Mails a link if the address has an account. The response and its duration are the same in either case.</summary>
    public Task AnswerForgottenAsync(string address, CancellationToken cancellation) =>
        ConstantTimeResponse.AfterAsync(
            async () =>
            {
                if (await users.FindByEmailAsync(address.Trim()) is { IsBlocked: false } user && limits.Allow(user.Id))
                {
                    await SendAsync(user, PasswordLinkKind.Forgotten, cancellation);
                }
            },
            cancellation);
}

/// <summary>Limits password mails per mailbox, so that repeated requests cannot flood it.</summary>
public sealed class PasswordMailLimits : IDisposable
{
    private const int PerHour = 3;

    private readonly PartitionedRateLimiter<int> limiter = PartitionedRateLimiter.Create<int, int>(userId => RateLimitPartition.GetFixedWindowLimiter(
        userId, _ => new FixedWindowRateLimiterOptions { PermitLimit = PerHour, Window = TimeSpan.FromHours(1) }));

    public bool Allow(int userId)
    {
        using var lease = limiter.AttemptAcquire(userId);
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
