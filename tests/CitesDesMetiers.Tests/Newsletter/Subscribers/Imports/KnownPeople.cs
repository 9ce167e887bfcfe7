using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Tests.App;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Newsletter.Subscribers.Imports;

/// <summary>Those who must not come back by a file, in each of the ways in which somebody is known.</summary>
internal static class KnownPeople
{
    public static readonly string[] Gone =
    [
        "parti@ex.example", "revenu@ex.example", "plainte@ex.example", "efface@ex.example", "jamais@ex.example", "mort@ex.example"
    ];

    public static async Task AddAsync(SiteFactory site)
    {
        await site.AddCiteAsync("Cité des métiers de Charleroi", "charleroi");
        var keys = await site.Services.GetRequiredService<AddressKeyStore>().GetAsync(default);
        await site.WithDatabaseAsync(async db =>
        {
            db.AddRange(new Theme("Travail", "travail"), new Theme("Études", "etudes"));
            db.Add(New("attente@ex.example"));
            db.Add(Confirmed("abonne@ex.example"));
            var left = Confirmed("parti@ex.example");
            left.Unsubscribe(Event(ConsentKind.Withdrawn, "parti@ex.example"));
            var bounced = Confirmed("revenu@ex.example");
            bounced.Stop(SuppressionReason.Bounce, Samples.Noon);
            var complained = Confirmed("plainte@ex.example");
            complained.Stop(SuppressionReason.Complaint, Samples.Noon);
            var erased = Confirmed("efface@ex.example");
            db.AddRange(left, bounced, complained, erased);
            db.Add(new Suppression(complained.AddressKey, SuppressionReason.Complaint, Samples.Noon));
            db.Add(new Suppression(erased.AddressKey, SuppressionReason.Erasure, Samples.Noon));
            db.Add(new Suppression(KeyOf("jamais@ex.example"), SuppressionReason.Request, Samples.Noon));
            db.Add(new Suppression(KeyOf("mort@ex.example"), SuppressionReason.Bounce, Samples.Noon));
            erased.Erase(Samples.Noon);
            await db.SaveChangesAsync();
        });

        string KeyOf(string address) => keys.KeyOf(EmailAddress.Parse(address));

        Subscriber New(string address) => new(EmailAddress.Parse(address), KeyOf(address), "fr", null, Samples.Noon);

        Subscriber Confirmed(string address)
        {
            var subscriber = New(address);
            subscriber.Confirm(Event(ConsentKind.Confirmed, address));
            return subscriber;
        }
    }

    private static ConsentEvent Event(ConsentKind kind, string address) =>
        new(kind, ConsentSource.ConfirmationPage, Samples.Noon, address, "fr", "…", "1", "1");
}
