using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Newsletter.Issues;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace CitesDesMetiers.Tests.Newsletter.Subscribers;

/// <summary>Whoever chose one mail a quarter gets that, and no issue in between.</summary>
public sealed class QuarterlyDigestTests : IAsyncLifetime
{
    // 1 April 2026 at 10:00 in Paris.
    private readonly ClockedSite site = new(new DateTime(2026, 4, 1, 8, 0, 0, DateTimeKind.Utc));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await site.AddSettingsAsync();
        await site.AddReaderAsync("chaque@lecteurs.example");
        await site.AddReaderAsync("trimestre@lecteurs.example", also: s => s.Prefer("fr", null, [], Frequency.Quarterly));
    }

    [Fact]
    public async Task What_came_out_in_the_quarter_goes_once_to_those_who_chose_it()
    {
        await PublishAsync(40, new DateTime(2025, 12, 20, 9, 0, 0, DateTimeKind.Utc));
        await PublishAsync(41, new DateTime(2026, 1, 10, 9, 0, 0, DateTimeKind.Utc));
        await PublishAsync(42, new DateTime(2026, 3, 31, 21, 59, 0, DateTimeKind.Utc));
        await PublishAsync(43, new DateTime(2026, 3, 31, 22, 1, 0, DateTimeKind.Utc));

        Assert.Equal(1, await RunAsync());
        Assert.Equal(0, await RunAsync());

        var mail = await MailAsync();
        Assert.Equal("trimestre@lecteurs.example", mail.To.Mailboxes.Single().Address);
        Assert.Contains("récapitulatif de janvier à mars 2026", mail.Subject!.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Contains("/numeros/essai-41", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("/numeros/essai-42", mail.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("essai-40", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("essai-43", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("x-jeton", mail.HtmlBody + mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"], StringComparison.Ordinal);
        var reader = await site.WithDatabaseAsync(db => db.Subscribers.SingleAsync(s => s.Frequency == Frequency.Quarterly, Cancel));
        var keys = await site.Services.GetRequiredService<AddressKeyStore>().GetAsync(Cancel);
        Assert.Contains("/abonnement/" + keys.ManageToken(reader.PublicId), mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("/desinscription/" + keys.UnsubscribeToken(reader.PublicId), mail.HtmlBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-04-01T06:59:00Z")]
    [InlineData("2026-04-12T08:00:00Z")]
    public async Task It_does_not_go_before_its_hour_nor_when_it_would_be_stale(string time)
    {
        await PublishAsync(41, new DateTime(2026, 1, 10, 9, 0, 0, DateTimeKind.Utc));
        site.Clock.Now = DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;

        Assert.Equal(0, await RunAsync());
    }

    [Fact]
    public async Task Nothing_goes_where_nothing_came_out()
    {
        Assert.Equal(0, await RunAsync());
        Assert.Empty(await site.WithDatabaseAsync(db => db.QuarterlyDigests.ToListAsync(Cancel)));
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private Task PublishAsync(int number, DateTime at) =>
        site.WithDatabaseAsync(async db =>
        {
            var edition = Editions.Of(number);
            db.Add(edition.Issue);
            await db.SaveChangesAsync();
            db.Add(edition.Freeze(at));
            await db.SaveChangesAsync();
        });

    private async Task<int> RunAsync()
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<QuarterlyDigests>().SendDueAsync(Cancel);
    }

    private async Task<MimeMessage> MailAsync()
    {
        await Eventually.TrueAsync(
            () => site.WithDatabaseAsync(db => db.Deliveries.AnyAsync(d => d.State == DeliveryState.Sent, Cancel)), "the digest leaves");
        return MimeMessage.Load(
            Assert.Single(Directory.GetFiles(Path.Combine(site.Folder, "outbox"), "*.eml", SearchOption.AllDirectories)), Cancel);
    }
}
