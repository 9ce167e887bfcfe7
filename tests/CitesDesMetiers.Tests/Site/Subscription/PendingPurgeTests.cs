using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Site.Subscription;

public class PendingPurgeTests
{
    [Fact]
    public async Task A_request_nobody_confirmed_is_erased_after_thirty_days_and_nothing_else_is()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var site = new ClockedSite(Samples.Noon);
        await site.AddSubscribersAsync(1);
        await site.WithDatabaseAsync(async db =>
        {
            foreach (var (name, day) in new[] { ("ancienne", 0), ("recente", 20) })
            {
                var address = EmailAddress.Parse($"{name}@lecteurs.example");
                var subscriber = new Subscriber(address, name, "fr", null, Samples.Noon);
                subscriber.AskToConfirm(
                    [1], new ConsentEvent(
                        ConsentKind.Requested, ConsentSource.Form, Samples.Noon.AddDays(day), address.Value, "fr", "Essai", "1", "1"));
                db.AddRange(subscriber, new SentMail(day + 1, null, subscriber.PublicId, name, Samples.Noon.AddDays(day)));
            }

            await db.SaveChangesAsync(cancel);
        });

        var erased = await site.WithDatabaseAsync(db => PendingPurge.RunAsync(db, Samples.Noon.AddDays(31), cancel));

        Assert.Equal(1, erased);
        Assert.Equal(
            ["lectrice-0@lecteurs.example", "recente@lecteurs.example"],
            await site.WithDatabaseAsync(db => db.Subscribers.Select(s => s.Address).OrderBy(a => a).ToListAsync(cancel)));
        Assert.Equal("recente", await site.WithDatabaseAsync(db => db.SentMails.Select(m => m.AddressKey).SingleAsync(cancel)));
        Assert.Equal(2, await site.WithDatabaseAsync(db => db.ConsentEvents.CountAsync(cancel)));
    }
}
