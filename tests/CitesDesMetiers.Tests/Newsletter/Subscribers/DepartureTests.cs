using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Engine;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Newsletter.Subscribers;

/// <summary>Whoever has left is not subscribed again by an older copy of the database.</summary>
public sealed class DepartureTests : IAsyncLifetime
{
    private const string Address = "Jeanne.Dupont@lecteurs.example";
    private readonly SiteFactory site = new();
    private int reader;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DepartureJournal Journal => site.Services.GetRequiredService<DepartureJournal>();

    public async ValueTask InitializeAsync()
    {
        reader = await site.AddReaderAsync(Address);
        await site.AddReaderAsync("voisine@lecteurs.example");
    }

    [Fact]
    public async Task A_departure_by_one_click_is_noted_without_the_address_and_done_again_with_a_proof()
    {
        await LeaveAsync();
        Assert.DoesNotContain("dupont", await File.ReadAllTextAsync(Journal.Path, Cancel), StringComparison.OrdinalIgnoreCase);
        var again = await BringBackAsync();

        Assert.Equal(1, await ReplayAsync());

        Assert.Equal(SubscriberState.Unsubscribed, await StateAsync(again));
        var proof = await site.WithDatabaseAsync(db => db.ConsentEvents.SingleAsync(e => e.Source == ConsentSource.Journal, Cancel));
        Assert.Equal((again, ConsentKind.Withdrawn), (proof.SubscriberId, proof.Kind));
        Assert.Equal(0, await ReplayAsync());
        Assert.Equal(1, await site.WithDatabaseAsync(db => db.Subscribers.CountAsync(s => s.State == SubscriberState.Confirmed, Cancel)));
    }

    [Fact]
    public async Task Administrators_read_how_many_departures_were_done_again_before_they_allow_mail()
    {
        await site.WithDatabaseAsync(db => new OutboundLock(db).LockAsync(Cancel));
        using var desk = await DeskClient.SignInAsync(site, Role.Administrator);
        var page = "/redaction/reglages/envois-retenus";
        Assert.Contains("ne nomme personne", (await desk.GetAsync(page)).Body!.TextContent, StringComparison.Ordinal);

        await LeaveAsync();
        await BringBackAsync();
        await ReplayAsync();

        Assert.Contains(
            "1 personne partie depuis la sauvegarde était de nouveau abonnée", (await desk.GetAsync(page)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_came_back_after_leaving_stays()
    {
        await LeaveAsync();
        await site.WithDatabaseAsync(async db =>
        {
            var returning = await db.Subscribers.SingleAsync(s => s.Id == reader, Cancel);
            returning.Confirm(Readers.Proof(ConsentKind.Confirmed, EmailAddress.Parse(Address), DateTime.UtcNow));
            await db.SaveChangesAsync(Cancel);
        });
        var again = await BringBackAsync();

        Assert.Equal(0, await ReplayAsync());
        Assert.Equal(SubscriberState.Confirmed, await StateAsync(again));
    }

    [Fact]
    public async Task Whoever_acted_after_the_line_of_the_journal_stays()
    {
        await LeaveAsync();
        var again = await BringBackAsync(DateTime.UtcNow.AddMinutes(1));

        Assert.Equal(0, await ReplayAsync());
        Assert.Equal(SubscriberState.Confirmed, await StateAsync(again));
    }

    [Fact]
    public async Task Complaints_count_and_damaged_and_old_lines_are_forgotten()
    {
        var key = (await site.Services.GetRequiredService<AddressKeyStore>().GetAsync(Cancel)).KeyOf(EmailAddress.Parse("voisine@lecteurs.example"));
        Directory.CreateDirectory(Path.GetDirectoryName(Journal.Path)!);
        await File.WriteAllTextAsync(Journal.Path, $"{DateTime.UtcNow.AddDays(-500):O} {key} parti\n2026-11-2\n", Cancel);
        await site.WithDatabaseAsync(async db =>
        {
            (await db.Subscribers.SingleAsync(s => s.Id == reader, Cancel)).Stop(SuppressionReason.Complaint, DateTime.UtcNow);
            await db.SaveChangesAsync(Cancel);
        });
        await BringBackAsync();

        Assert.Equal(1, await ReplayAsync());

        Assert.DoesNotContain(key, await File.ReadAllTextAsync(Journal.Path, Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain("2026-11-2\n", await File.ReadAllTextAsync(Journal.Path, Cancel), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private async Task LeaveAsync()
    {
        var keys = await site.Services.GetRequiredService<AddressKeyStore>().GetAsync(Cancel);
        var id = await site.WithDatabaseAsync(db => db.Subscribers.Where(s => s.Id == reader).Select(s => s.PublicId).SingleAsync(Cancel));
        using var client = site.CreateSiteClient();
        using var form = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        using var answer = await client.PostAsync($"/desinscription/{keys.UnsubscribeToken(id)}", form, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>As the database of a backup has them.</summary>
    private async Task<int> BringBackAsync(DateTime? confirmedAt = null)
    {
        await site.WithDatabaseAsync(async db =>
        {
            await db.ConsentEvents.Where(e => e.SubscriberId == reader).ExecuteDeleteAsync(Cancel);
            await db.Subscribers.Where(s => s.Id == reader).ExecuteDeleteAsync(Cancel);
        });
        return await site.AddReaderAsync(Address, confirmedAt);
    }

    private Task<SubscriberState> StateAsync(int id) =>
        site.WithDatabaseAsync(db => db.Subscribers.Where(s => s.Id == id).Select(s => s.State).SingleAsync(Cancel));

    private async Task<int> ReplayAsync()
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Departures>().ReplayAsync(Cancel);
    }
}
