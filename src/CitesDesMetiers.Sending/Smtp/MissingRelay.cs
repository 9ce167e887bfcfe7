using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Sending.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Sending.Smtp;

/// <summary>
/// Knows whether the site has no relay: its mails become files (<see cref="MailTransportKind.Outbox"/>) and reach nobody. In
/// Development that is how it should be; anywhere else it is said wherever mail is spoken of.
/// </summary>
public sealed class MissingRelay(IOptions<MailOptions> options, IHostEnvironment environment, ILogger<MissingRelay> logger)
{
    public bool WritesFiles => options.Value.Transport is MailTransportKind.Outbox;

    /// <summary>Whether it has to be said.</summary>
    public bool IsSaid => WritesFiles && !environment.IsDevelopment();

    /// <summary>
    /// Whether no issue may be published: its readers would count as served. Where every subscriber is under <c>.example</c>, as in
    /// the demonstration, nobody could be, and issues go into files as they should.
    /// </summary>
    public async Task<bool> BlocksAsync(NewsletterContext db, CancellationToken cancellation) => IsSaid && !await HasOnlyInventedSubscribersAsync(db, cancellation);

    /// <summary>Not one subscriber outside <c>.example</c>, which nobody can ever own (RFC 2606).</summary>
    public static async Task<bool> HasOnlyInventedSubscribersAsync(NewsletterContext db, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(db);
        return !await db.Subscribers.AnyAsync(s => s.State != SubscriberState.Erased && !s.NormalisedAddress.EndsWith(".example"), cancellation);
    }

    /// <summary>Called at each start of the site.</summary>
    public void Warn()
    {
        if (IsSaid)
        {
            logger.LogWarning(
                "No mail relay is configured: every mail becomes a file in {Folder} and nothing leaves this machine. Set Mail:Transport to Smtp and name the relay in Mail:Smtp:Host.",
                options.Value.OutboxFolder);
        }
    }
}
