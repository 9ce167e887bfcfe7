using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Tests.App;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Platform.Keys;

public class RotationTests
{
    private const string Bounces = "retours@lettre.example";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Links_in_mails_open_after_two_rotations_whichever_key_made_them()
    {
        await using var site = new ClockedSite(new DateTime(2026, 11, 29, 12, 0, 0, DateTimeKind.Utc));
        var store = site.Services.GetRequiredService<AddressKeyStore>();
        var reader = SampleNewsletter.Reader("jeanne@example.org", await store.GetAsync(Cancel));
        await site.WithDatabaseAsync(async db =>
        {
            db.Subscribers.Add(reader);
            await db.SaveChangesAsync(Cancel);
        });
        var generations = new List<AddressKeys> { await store.GetAsync(Cancel) };
        for (var rotation = 2; rotation <= 3; rotation++)
        {
            var rotated = await CommandInProcess.RunAsync(site.Folder, "keys", "rotate");
            Assert.Equal(0, rotated.Code);
            Assert.Contains($"The key tokens-{rotation} makes the links", rotated.Output, StringComparison.Ordinal);

            // The command is a process with the clock of this machine.
            site.Clock.Now = DateTime.UtcNow.AddMinutes(3 * rotation);
            generations.Add(await store.GetAsync(Cancel));
        }

        Assert.Equal(3, generations.Select(g => g.UnsubscribeToken(reader.PublicId)).Distinct().Count());
        using var client = site.CreateSiteClient();
        foreach (var keys in generations)
        {
            var newest = generations[^1];
            Assert.Equal(reader.PublicId, newest.ReadUnsubscribeToken(keys.UnsubscribeToken(reader.PublicId)));
            Assert.Equal(reader.PublicId, newest.ReadManageToken(keys.ManageToken(reader.PublicId)));
            Assert.Equal(reader.PublicId, newest.ReadContributionToken(keys.ContributionToken(reader.PublicId)));
            Assert.Equal(7, newest.ReadReturnToken(Mark(keys.ReturnAddress(Bounces, 7))));
            Assert.Equal(7, newest.ReadPersonalReturnToken(Mark(keys.PersonalReturnAddress(Bounces, 7))));
            Assert.Equal(newest.KeyOf(EmailAddress.Parse("jeanne@example.org")), keys.KeyOf(EmailAddress.Parse("jeanne@example.org")));
            Assert.Null(newest.ReadManageToken(keys.UnsubscribeToken(reader.PublicId)));
            var page = await client.GetAsync("/abonnement/" + keys.ManageToken(reader.PublicId), Cancel);
            Assert.Equal(System.Net.HttpStatusCode.OK, page.StatusCode);
        }

        Assert.Null(generations[^1].ReadUnsubscribeToken(new AddressKeys(new byte[32]).UnsubscribeToken(reader.PublicId)));
    }

    [Fact]
    public async Task A_new_key_makes_no_link_before_every_instance_can_open_it()
    {
        var start = new DateTime(2026, 11, 29, 12, 0, 0, DateTimeKind.Utc);
        await using var site = new ClockedSite(start);
        var store = site.Services.GetRequiredService<AddressKeyStore>();
        var id = Guid.NewGuid();
        var before = (await store.GetAsync(Cancel)).UnsubscribeToken(id);
        await store.RenewAsync(Cancel);

        site.Clock.Now = start.AddSeconds(61);
        Assert.Equal(before, (await store.GetAsync(Cancel)).UnsubscribeToken(id));
        site.Clock.Now = start.AddSeconds(122);
        Assert.NotEqual(before, (await store.GetAsync(Cancel)).UnsubscribeToken(id));
    }

    private static string Mark(string returnAddress) => returnAddress.Split('+', '@')[1];
}
