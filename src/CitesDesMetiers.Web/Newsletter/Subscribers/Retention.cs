using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Personal;
using CitesDesMetiers.Sending.Workers;
using CitesDesMetiers.Web.Letters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>
/// How long subscribers are kept (RGPD 5.1.e, and the CNIL's three years without contact): whoever has been silent is asked in time
/// whether to go on, and erased without an answer; whoever left is erased when the proof of their consent has served its time.
/// </summary>
public sealed class Retention(
    NewsletterContext db, AddressKeyStore keys, Erasure erasure, RenewalMail mail, TransactionalMailer mailer, IOptions<SiteOptions> site, TimeProvider clock)
{
    /// <summary>Months without contact after which a reader is asked.</summary>
    public const int AskAfterMonths = 34;

    /// <summary>Months without contact after which a reader who did not answer is erased.</summary>
    public const int EraseAfterMonths = 36;

    /// <summary>Months for which the proof is kept of someone who has left.</summary>
    public const int KeepProofMonths = 36;

    /// <summary>Nobody is erased sooner after they were asked.</summary>
    public static readonly TimeSpan LeastTimeToAnswer = TimeSpan.FromDays(30);

    /// <summary>Path of the page with the button that answers; the token follows.</summary>
    public const string RenewPath = "/abonnement/continuer/";

    /// <summary>At most so many in one round: the mails of the day go before.</summary>
    private const int BatchSize = 200;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Asks, and erases those who are due; a round that is cut short is taken up by the next.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await AskAsync(cancellation);
        foreach (var id in await DueAsync(cancellation))
        {
            await erasure.EraseAsync(id, Erasure.BySite, null, cancellation);
        }

        await erasure.ClearAnswersAsync(Now.AddDays(-7), cancellation);
    }

    private async Task AskAsync(CancellationToken cancellation)
    {
        var before = Now.AddMonths(-AskAfterMonths);
        var silent = await db.Subscribers
            .Where(s => s.State == SubscriberState.Confirmed && s.LastContactAt <= before && s.RenewalAskedAt == null)
            .Where(s => !db.Suppressions.Any(x => x.AddressKey == s.AddressKey))
            .OrderBy(s => s.LastContactAt).Take(BatchSize).ToListAsync(cancellation);
        if (silent.Count == 0)
        {
            return;
        }

        var settings = await db.NewsletterSettingsAsync(cancellation);
        var own = await keys.GetAsync(cancellation);
        foreach (var subscriber in silent)
        {
            subscriber.AskRenewal(Now);
            var url = site.Value.Absolute(RenewPath + own.ManageToken(subscriber.PublicId));
            var letter = new RenewalContext(site.Value, settings, url, ParisTime.Local(ErasedAt(subscriber.LastContactAt, Now)).Day);
            var rendered = await mail.RenderAsync(letter, cancellation);
            mailer.Enqueue(db, EmailAddress.Parse(subscriber.Address), letter.Subject, rendered.Html, rendered.Text, MailOwner.Of(subscriber));
            try
            {
                // One by one: the request is noted in the very save that holds its mail.
                await db.SaveChangesAsync(cancellation);
            }
            catch (DbUpdateConcurrencyException)
            {
                // They have just done something themselves, or another instance has asked: nothing of this is to be saved later.
                db.ChangeTracker.Clear();
                break;
            }
        }

        mailer.Wake();
    }

    private Task<List<int>> DueAsync(CancellationToken cancellation)
    {
        var (silent, asked, left) = (Now.AddMonths(-EraseAfterMonths), Now - LeastTimeToAnswer, Now.AddMonths(-KeepProofMonths));
        return db.Subscribers
            .Where(s => (s.State == SubscriberState.Confirmed && s.LastContactAt <= silent && s.RenewalAskedAt <= asked)
                || ((s.State == SubscriberState.Unsubscribed || s.State == SubscriberState.Bounced || s.State == SubscriberState.Complained) && s.EndedAt <= left))
            .OrderBy(s => s.Id).Select(s => s.Id).Take(BatchSize).ToListAsync(cancellation);
    }

    private static DateTime ErasedAt(DateTime lastContact, DateTime askedAt)
    {
        var (silent, answered) = (lastContact.AddMonths(EraseAfterMonths), askedAt + LeastTimeToAnswer);
        return silent > answered ? silent : answered;
    }
}

/// <summary>Keeps the times of <see cref="Retention"/>.</summary>
public sealed class RetentionWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RetentionWorker> logger) : PeriodicWorker(scopes, clock, logger)
{
    protected override TimeSpan Interval => TimeSpan.FromHours(1);

    protected override async Task RunOnceAsync(IServiceProvider services, CancellationToken stopping)
    {
        await services.GetRequiredService<Retention>().RunAsync(stopping);
        var database = services.GetRequiredService<NewsletterContext>().Database;
        await DatabaseProvider.Of(database).RefreshStatisticsAsync(database, stopping);
    }
}
