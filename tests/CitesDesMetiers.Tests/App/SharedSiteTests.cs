using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Personal;
using CitesDesMetiers.Tests.Site;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.App;

public sealed class SharedSiteTests(SharedSite shared) : IClassFixture<SharedSite>
{
    [Fact]
    public async Task What_one_case_leaves_the_next_does_not_find()
    {
        var site = await shared.FreshAsync();
        var first = await site.AddCiteAsync("Cité de Mulhouse", "mulhouse");
        Assert.Contains("Mulhouse", await site.TextAsync("/cites"), StringComparison.Ordinal);
        Directory.CreateDirectory(site.Outbox);

        site = await shared.FreshAsync();

        Assert.DoesNotContain("Mulhouse", await site.TextAsync("/cites"), StringComparison.Ordinal);
        Assert.False(Directory.Exists(site.Outbox));
        Assert.False(await site.WithDatabaseAsync(db => db.Cites.AnyAsync(TestContext.Current.CancellationToken)));
        Assert.Equal(first, await site.AddCiteAsync("Cité de Gênes", "genes"));
        Assert.Contains("Gênes", await site.TextAsync("/cites"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_mails_of_one_case_have_gone_before_the_next_begins()
    {
        var site = await shared.FreshAsync();
        var mailer = site.Services.GetRequiredService<TransactionalMailer>();
        await site.WithDatabaseAsync(async db =>
        {
            for (var number = 0; number < 20; number++)
            {
                mailer.Enqueue(db, EmailAddress.Parse("lectrice@example.org"), "Essai", "<p>Oui</p>", "Oui");
            }

            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        mailer.Wake();

        site = await shared.FreshAsync();

        Assert.False(await site.WithDatabaseAsync(db => db.OutgoingMails.AnyAsync(TestContext.Current.CancellationToken)));
        Assert.False(Directory.Exists(site.Outbox));
    }
}
