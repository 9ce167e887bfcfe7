using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Content.Pictures;
using Microsoft.AspNetCore.Identity;
using NetVips;

namespace CitesDesMetiers.Benchmarks.Desk;

/// <summary>
/// A desk with work on it: an issue of 20 items with 20 pictures, one of 60 items, and a pool of 2,000 accepted items that
/// stand in none. Made by the domain's own verbs.
/// </summary>
internal sealed class SampleDesk(NewsletterContext db)
{
    public const string Address = "redaction@mesure.example";
    public const string Password = "quatre-tuiles-bleues";

    private static readonly DateTime Noon = new(2026, 3, 2, 12, 0, 0, DateTimeKind.Utc);
    private static readonly string Paragraph = string.Join(' ', Enumerable.Repeat(
        "La Cité des métiers accueille chaque semaine des personnes qui cherchent un emploi, une formation ou simplement une **idée** pour la suite.", 4));

    private readonly List<Cite> cites = [];

    /// <summary>The ids of the two issues.</summary>
    public async Task<(int Illustrated, int Long)> FillAsync()
    {
        AddAccount();
        var settings = new NewsletterSettings();
        settings.Identify("Réseau de mesure", "1 rue des Essais\n75000 Paris", "", "", "contact@mesure.example", "donnees@mesure.example");
        db.Add(settings);
        for (var i = 0; i < 30; i++)
        {
            var cite = new Cite($"Cité des métiers n° {i + 1}", $"cite-{i + 1}");
            cite.Describe($"Ville {i + 1}", null, "FR", "Europe/Paris", LabelState.Labelled, null, null);
            cites.Add(cite);
        }

        db.AddRange(cites);
        await db.SaveChangesAsync();
        var illustrated = await AddIssueAsync(1, await AddNewsAsync(20, illustrated: true));
        var longest = await AddIssueAsync(2, await AddNewsAsync(60, illustrated: false));
        await AddNewsAsync(2_000, illustrated: false);
        return (illustrated, longest);
    }

    private void AddAccount()
    {
        var user = new User(Address, "Rédactrice", Role.Editor)
        {
            NormalizedEmail = Address.ToUpperInvariant(),
            NormalizedUserName = Address.ToUpperInvariant(),
            SecurityStamp = Guid.NewGuid().ToString(),
            EmailConfirmed = true,
        };
        user.PasswordHash = new PasswordHasher<User>().HashPassword(user, Password);
        db.Add(user);
    }

    private async Task<List<NewsItem>> AddNewsAsync(int count, bool illustrated)
    {
        var store = new PictureStore(db, TimeProvider.System);
        var added = new List<NewsItem>(count);
        for (var i = 0; i < count; i++)
        {
            var cite = cites[i % cites.Count].Id;
            var news = new NewsItem($"Une nouvelle à mesurer, la {i + 1}e de {count}", cite, null, Noon);
            news.Write(
                news.Title,
                $"{Paragraph}\n\n- un atelier ;\n- [une adresse](https://site.example/{i}) ;\n- une date.\n\n{Paragraph}",
                "fr",
                cite,
                null,
                Noon);
            news.Accept();
            if (illustrated)
            {
                news.AddPicture(
                    await store.AddAsync(PictureReader.Read(Picture(i)), $"Un aplat de couleur, le {i + 1}e", "Mesure", CancellationToken.None),
                    null);
            }

            added.Add(news);
        }

        db.AddRange(added);
        await db.SaveChangesAsync();
        return added;
    }

    private async Task<int> AddIssueAsync(int number, List<NewsItem> news)
    {
        var issue = new Issue(number, DateOnly.FromDateTime(Noon));
        issue.Announce("Un numéro à mesurer", "Ce que les messageries montrent à côté de l’objet, assez long pour ne gêner personne");
        issue.WriteEditorial("Chères lectrices, chers lecteurs,", Paragraph, "Bonne lecture,", "La rédaction", null);
        var section = issue.AddSection(SectionKind.CiteNews, "Nouvelles des Cités des métiers");
        news.ForEach(section.Add);
        db.Add(issue);
        await db.SaveChangesAsync();
        return issue.Id;
    }

    private static byte[] Picture(int seed)
    {
        using var black = Image.Black(1_600, 1_000, bands: 3);
        using var plain = (black + new double[] { seed * 47 % 256, seed * 91 % 256, 128 }).Cast(Enums.BandFormat.Uchar);
        return plain.JpegsaveBuffer(q: 80);
    }
}
