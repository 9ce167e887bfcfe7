using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Personal;
using CitesDesMetiers.Sending.Workers;
using CitesDesMetiers.Web.Letters;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>
/// Applies the retention periods (GDPR 5.1.e, and three years without contact as the CNIL advises). Silent subscribers are asked
/// whether to continue, and so are those whose consent was too old when it was taken over. Without an answer they are erased. Former
/// subscribers are erased when their proof of consent is no longer needed.
/// </summary>
internal sealed class Retention(
    NewsletterContext db, AddressKeyStore keys, Erasure erasure, MailRenderer renderer, TransactionalMailer mailer, IOptions<SiteOptions> site,
    TimeProvider clock)
{
    /// <summary>Months without contact after which a reader is asked.</summary>
    public const int AskAfterMonths = 34;

    /// <summary>Months without contact after which a reader who did not answer is erased.</summary>
    public const int EraseAfterMonths = 36;

    /// <summary>Months for which the proof of a former subscriber is kept.</summary>
    public const int KeepProofMonths = 36;

    /// <summary>The shortest time between the question and the erasure.</summary>
    public static readonly TimeSpan LeastTimeToAnswer = TimeSpan.FromDays(30);

    /// <summary>The most subscribers asked in one run, so that the other mails of the day are not delayed.</summary>
    private const int BatchSize = 200;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Sends the questions and erases those who are due. The next run continues an interrupted one.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await AskAsync(cancellation);
        foreach (var id in await DueAsync(cancellation))
        {
            await erasure.EraseAsync(id, AuditPerson.Site, cancellation);
        }

        await erasure.ClearAnswersAsync(Now.AddDays(-7), cancellation);
    }

    private async Task AskAsync(CancellationToken cancellation)
    {
        var before = Now.AddMonths(-AskAfterMonths);
        var silent = await db.Subscribers
            .Where(s => ((s.State == SubscriberState.Confirmed && s.LastContactAt <= before) || s.State == SubscriberState.Lapsed)
                && s.RenewalAskedAt == null)
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
            var url = site.Value.Absolute(SubscriptionAddresses.RenewalRoot + own.ManageToken(subscriber.PublicId));
            var letter = new RenewalContext(site.Value, settings, url, ParisTime.Local(ErasedAt(subscriber.LastContactAt, Now)).Day)
            {
                IsTakenOver = subscriber.State is SubscriberState.Lapsed,
            };
            var rendered = await renderer.RenderAsync(letter, cancellation);
            mailer.Enqueue(db, EmailAddress.Parse(subscriber.Address), letter.Subject, rendered.Html, rendered.Text, MailOwner.Of(subscriber));
            try
            {
                // Saved one by one, so that each question is recorded together with its mail.
                await db.SaveChangesAsync(cancellation);
            }
            catch (DbUpdateConcurrencyException)
            {
                // The subscriber acted meanwhile, or another instance asked them. Later saves must not include these changes.
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
                || (s.State == SubscriberState.Lapsed && s.RenewalAskedAt <= asked)
                || ((s.State == SubscriberState.Unsubscribed || s.State == SubscriberState.Bounced || s.State == SubscriberState.Complained)
                    && s.EndedAt <= left))
            .OrderBy(s => s.Id).Select(s => s.Id).Take(BatchSize).ToListAsync(cancellation);
    }

    private static DateTime ErasedAt(DateTime lastContact, DateTime askedAt)
    {
        var (silent, answered) = (lastContact.AddMonths(EraseAfterMonths), askedAt + LeastTimeToAnswer);
        return silent > answered ? silent : answered;
    }
}

/// <summary>Runs <see cref="Retention"/> at intervals.</summary>
internal sealed class RetentionWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RetentionWorker> logger)
    : PeriodicWorker(scopes, clock, logger)
{
    protected override TimeSpan Interval => TimeSpan.FromHours(1);

    protected override async Task RunOnceAsync(IServiceProvider services, CancellationToken stopping)
    {
        await services.GetRequiredService<Retention>().RunAsync(stopping);
        var database = services.GetRequiredService<NewsletterContext>().Database;
        await DatabaseProvider.Of(database).RefreshStatisticsAsync(database, stopping);
    }
}
