using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Tests.Content.Pictures;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.App;

/// <summary>Things to have in a database, made by the domain's own verbs.</summary>
internal static class Samples
{
    public static readonly DateTime Noon = new(2026, 3, 2, 12, 0, 0, DateTimeKind.Utc);

    public static Task<int> AddCiteAsync(this SiteFactory site, string name, string slug) =>
        site.WithDatabaseAsync(async db =>
        {
            var cite = new Cite(name, slug);
            cite.Describe(slug, null, "FR", "Europe/Paris", LabelState.Labelled, null, null);
            db.Add(cite);
            await db.SaveChangesAsync();
            return cite.Id;
        });

    public static Task<int> AddNewsAsync(this SiteFactory site, int? citeId, string title, string body = "Un texte.", bool accepted = false) =>
        site.WithDatabaseAsync(async db =>
        {
            var news = new NewsItem(title, citeId, null, Noon);
            news.Write(title, body, "fr", citeId, null, Noon);
            if (accepted)
            {
                news.Accept();
            }

            db.Add(news);
            await db.SaveChangesAsync();
            return news.Id;
        });

    public static Task<int> AddContactAsync(this SiteFactory site, int? citeId, string name) =>
        AddAsync(site, new Contact(name, citeId), c => c.Id);

    public static Task<int> AddDateAsync(this SiteFactory site, int? citeId, string title, DateOnly day)
    {
        var entry = new AgendaEntry(AgendaKind.Internal, title, day);
        entry.Describe(AgendaKind.Internal, title, "Rouen", null, null, citeId, isMembersOnly: false);
        entry.Accept();
        return AddAsync(site, entry, e => e.Id);
    }

    public static Task<int> AddMoveAsync(this SiteFactory site, int? citeId, string person)
    {
        var move = new StaffMove(StaffMoveKind.Departure, person, "Conseillère", citeId);
        move.Accept();
        return AddAsync(site, move, m => m.Id);
    }

    /// <summary>The legal identity without which nothing goes out.</summary>
    public static Task AddSettingsAsync(this SiteFactory site) =>
        site.WithDatabaseAsync(async db =>
        {
            var settings = new NewsletterSettings();
            settings.Identify("Réseau d’essai", "1 rue des Essais\n75000 Paris", "", "", "contact@reseau.example", "donnees@reseau.example");
            db.Add(settings);
            await db.SaveChangesAsync();
        });

    public static async Task AddSubscribersAsync(this SiteFactory site, int count)
    {
        var keys = await site.Services.GetRequiredService<AddressKeyStore>().GetAsync(CancellationToken.None);
        await site.WithDatabaseAsync(async db =>
        {
            for (var i = 0; i < count; i++)
            {
                var address = EmailAddress.Parse($"lectrice-{i}@lecteurs.example");
                var subscriber = new Subscriber(address, keys.KeyOf(address), "fr", null, Noon);
                subscriber.Confirm(
                    new ConsentEvent(ConsentKind.Confirmed, ConsentSource.Demonstration, Noon, address.Value, "fr", "Essai", "1", "1"));
                db.Add(subscriber);
            }

            await db.SaveChangesAsync();
        });
    }

    /// <summary>A real picture of one colour.</summary>
    /// <param name="format">The extension, with its dot.</param>
    public static byte[] Picture(int width, int height, string format = ".jpg") => Drawing.Encode(width, height, Drawing.Teal, format);

    private static Task<int> AddAsync<T>(SiteFactory site, T entity, Func<T, int> id) where T : class =>
        site.WithDatabaseAsync(async db =>
        {
            db.Add(entity);
            await db.SaveChangesAsync();
            return id(entity);
        });
}
