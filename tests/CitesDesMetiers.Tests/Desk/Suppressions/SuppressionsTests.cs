using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Desk.Suppressions;

/// <summary>The suppression list at the desk: found by address, explained, and undone with a reason that is kept.</summary>
public sealed class SuppressionsTests : IAsyncLifetime
{
    private const string Path = "/redaction/opposition";
    private readonly SmtpSite site = new();
    private DeskClient administrator = null!;
    private AddressKeys keys = null!;

    public async ValueTask InitializeAsync()
    {
        administrator = await DeskClient.SignInAsync(site, Role.Administrator);
        keys = await site.Services.GetRequiredService<AddressKeyStore>().GetAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        administrator.Dispose();
        return site.DisposeAsync();
    }

    [Fact]
    public async Task The_list_says_why_since_when_and_after_which_issue()
    {
        var dispatch = await site.DispatchAsync(2);
        await site.CompletedAsync(dispatch);
        await SuppressAsync("lecteur1@example.org", SuppressionReason.Bounce, "5.1.1", withReturn: true);
        await SuppressAsync("inconnue@ailleurs.example", SuppressionReason.Complaint);

        var page = await administrator.GetAsync(Path);
        Assert.Equal(2, page.QuerySelectorAll("tbody tr").Length);
        var row = page.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains("lecteur1@example.org", StringComparison.Ordinal)).TextContent;
        Assert.Contains("Retour", row, StringComparison.Ordinal);
        Assert.Contains("adresse inexistante", row, StringComparison.Ordinal);
        Assert.Contains("5.1.1", row, StringComparison.Ordinal);
        Assert.Contains("n° 1", row, StringComparison.Ordinal);
        Assert.DoesNotContain("inconnue@ailleurs.example", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Single((await administrator.GetAsync(Path + "?motif=plainte")).QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task Any_address_can_be_looked_up_even_one_no_subscriber_has()
    {
        await SuppressAsync("inconnue@ailleurs.example", SuppressionReason.Complaint);

        var found = await administrator.GetAsync(Path + "?q=Inconnue%40Ailleurs.example");
        Assert.Single(found.QuerySelectorAll("tbody tr"));
        var absent = await administrator.GetAsync(Path + "?q=autre%40ailleurs.example");
        Assert.Contains("autre@ailleurs.example n’est pas sur la liste", absent.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taking_one_off_needs_a_reason_is_kept_and_brings_the_issues_back()
    {
        var id = await SuppressAsync("lecteur1@example.org", SuppressionReason.Bounce, "5.1.1", subscriber: SubscriberState.Bounced);
        var path = $"{Path}/{id}";

        var refused = await administrator.SubmitAsync(path, new() { ["Why"] = " " }, "/retrait");
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Contains(
            "Pourquoi retirer cette adresse : à renseigner.",
            (await DeskClient.ParseAsync(refused)).Body!.TextContent.Replace('\u00A0', ' '),
            StringComparison.Ordinal);

        var done = await administrator.SubmitAsync(path, new() { ["Why"] = "A téléphoné : boîte vidée" }, "/retrait");
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        var list = (await administrator.GetAsync(Path)).QuerySelector("main")!.TextContent;
        Assert.Contains("les prochains numéros lui parviendront", list, StringComparison.Ordinal);
        Assert.Contains("A téléphoné : boîte vidée", list, StringComparison.Ordinal);
        Assert.Contains("Essai Administrator", list, StringComparison.Ordinal);
        await site.WithDatabaseAsync(async db =>
        {
            Assert.Empty(await db.Suppressions.ToListAsync());
            Assert.Equal(SubscriberState.Confirmed, (await db.Subscribers.SingleAsync()).State);
            Assert.Equal("5.1.1", (await db.Releases.SingleAsync()).Status);
        });

        var again = await administrator.Http.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
    }

    [Fact]
    public async Task Who_left_of_their_own_accord_does_not_come_back()
    {
        var id = await SuppressAsync("lecteur1@example.org", SuppressionReason.Complaint, subscriber: SubscriberState.Unsubscribed);

        await administrator.SubmitAsync($"{Path}/{id}", new() { ["Why"] = "Erreur" }, "/retrait");

        Assert.Contains("Elle ne reçoit rien pour autant", (await administrator.GetAsync(Path)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(SubscriberState.Unsubscribed, (await site.WithDatabaseAsync(db => db.Subscribers.SingleAsync())).State);
    }

    [Fact]
    public async Task Only_administrators_see_it_in_the_menu()
    {
        using var editor = await DeskClient.SignInAsync(site, Role.Editor);

        Assert.NotNull((await administrator.GetAsync("/redaction")).QuerySelector($"nav a[href='{Path}']"));
        Assert.Null((await editor.GetAsync("/redaction")).QuerySelector($"nav a[href='{Path}']"));
        Assert.Contains("La liste est vide", (await administrator.GetAsync(Path)).Body!.TextContent, StringComparison.Ordinal);
    }

    private Task<int> SuppressAsync(
        string address, SuppressionReason reason, string? status = null, bool withReturn = false, SubscriberState? subscriber = null) =>
        site.WithDatabaseAsync(async db =>
        {
            var now = site.Clock.GetUtcNow().UtcDateTime;
            var key = keys.KeyOf(EmailAddress.Parse(address));
            var suppression = new Suppression(key, reason, now, status);
            db.Suppressions.Add(suppression);
            if (withReturn)
            {
                var delivery = await db.Deliveries.FirstAsync(d => d.Subscriber.AddressKey == key);
                db.ReturnedMails.Add(
                    new ReturnedMail(ReturnKind.Failure, delivery.SubscriberId, delivery.Id, FailureCause.UnknownAddress, status, new byte[32], now));
            }

            if (subscriber is { } state)
            {
                var reader = SampleNewsletter.Reader(address, keys);
                if (state is SubscriberState.Unsubscribed)
                {
                    reader.Unsubscribe(new ConsentEvent(ConsentKind.Withdrawn, ConsentSource.OneClick, now, address, "fr", "Essai", "1", "1"));
                }

                reader.Stop(reason, now);
                db.Subscribers.Add(reader);
            }

            await db.SaveChangesAsync();
            return suppression.Id;
        });
}
