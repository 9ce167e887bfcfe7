using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Sending.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Sending.Smtp;

/// <summary>
/// Tells whether the site has no relay, so that mails become files (<see cref="MailTransportKind.Outbox"/>) and reach nobody. This is
/// normal in Development; elsewhere every page about mail says so.
/// </summary>
public sealed class MissingRelay(IOptions<MailOptions> options, IHostEnvironment environment, ILogger<MissingRelay> logger)
{
    public bool WritesFiles => options.Value.Transport is MailTransportKind.Outbox;

    /// <summary>Whether pages must say that there is no relay.</summary>
    public bool NeedsWarning => WritesFiles && !environment.IsDevelopment();

    /// <summary>
    /// Whether publishing is blocked, because readers would count as served without receiving anything. It is not blocked when every
    /// subscriber is under <c>.example</c>, as in the demonstration.
    /// </summary>
    public async Task<bool> BlocksAsync(NewsletterContext db, CancellationToken cancellation) =>
        NeedsWarning && !await HasOnlyInventedSubscribersAsync(db, cancellation);

    /// <summary>Whether every subscriber is under <c>.example</c>, which nobody can own (RFC 2606).</summary>
    public static async Task<bool> HasOnlyInventedSubscribersAsync(NewsletterContext db, CancellationToken cancellation) =>
        !await db.Subscribers.AnyAsync(s => s.State != SubscriberState.Erased && !s.NormalisedAddress.EndsWith(".example"), cancellation);

    /// <summary>Logs a warning at each start of the site when there is no relay.</summary>
    public void Warn()
    {
        if (NeedsWarning)
        {
            logger.LogWarning(
                "No mail relay is configured: every mail becomes a file in {Folder} and nothing leaves this machine. Set Mail:Transport to Smtp and name the relay in Mail:Smtp:Host.",
                options.Value.OutboxFolder);
        }
    }
}
