using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Letters;
using CitesDesMetiers.Web.Content.Pictures;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Site;

/// <summary>A site on which two issues have appeared, with everything that must not be seen beside what may.</summary>
public sealed class PublishedSite : SiteFactory, IAsyncLifetime
{
    public const string Article = "metiers-verts";
    public const string Secret = "Secret-de-la-rédaction";
    public const string ForMembers = "Conseil réservé aux membres";
    public const string PictureName = "0123456789abcdef0123456789abcdef";

    public static readonly byte[] LargeBytes = Samples.Picture(160, 100);

    public int MembersEntry { get; private set; }
    public int CancelledEntry { get; private set; }
    public int DraftEntry { get; private set; }

    public static DateOnly Soon => DateOnly.FromDateTime(DateTime.UtcNow).AddDays(20);

    public async ValueTask InitializeAsync()
    {
        await this.AddSettingsAsync();
        var estuary = await AddCitesAsync();
        await PublishAsync(estuary);
        await AddDatesAsync(estuary);
        await AddSecretsAsync(estuary);
        await WithDatabaseAsync(async db =>
        {
            var picture = new MediaFile(PictureName + PictureName, "Une maquette", null, Samples.Noon);
            picture.AddVariant(MediaSize.Large, "image/jpeg", 160, 100, LargeBytes);
            picture.AddVariant(MediaSize.Mail, "image/jpeg", 80, 50, Samples.Picture(80, 50));
            db.Add(picture);
            await db.SaveChangesAsync();
        });

        // Otherwise an instance that a test starts would do it at its start, and so change what the test looks at.
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<WebPFiles>().MakeMissingAsync(TestContext.Current.CancellationToken);
    }

    private async Task<int> AddCitesAsync()
    {
        await this.AddCiteAsync("Cité des métiers de Trois-Sources", "trois-sources");
        return await WithDatabaseAsync(async db =>
        {
            var cite = new Cite("Cité des métiers de l'Estuaire", "estuaire");
            cite.Describe(
                "Port-Blanc", "Bretagne", "FR", "Indian/Reunion", LabelState.Planned, "https://estuaire.example/", "Un lieu d'accueil : ouvert !",
                48.8, -3.3);
            db.Add(cite);
            await db.SaveChangesAsync();
            return cite.Id;
        });
    }

    private Task PublishAsync(int estuary) => WithDatabaseAsync(async db =>
    {
        var theme = new Theme("Transition écologique", "transition-ecologique");
        var news = SampleEdition.Content.AllArticles.ToDictionary(
            a => a.NewsItemId, a => new NewsItem(a.Title, a.Cite is null ? null : estuary, null, Samples.Noon));
        var issue = new Issue(21, SampleEdition.Content.Date);
        var older = new Issue(20, new DateOnly(2018, 3, 1));
        db.AddRange([theme, issue, older, .. news.Values]);
        await db.SaveChangesAsync();

        var content = SampleEdition.Content with
        {
            Sections =
            [
                .. SampleEdition.Content.Sections
                .Select(s => s with { Articles = [.. s.Articles.Select(a => a with { NewsItemId = news[a.NewsItemId].Id })] })
            ],
        };
        var mail = $"<p>Corps <a href=\"{PublicUrl}/desinscription/{RecipientMarks.Token}\">Se désabonner</a></p>";
        var edition = new Edition(issue, SampleEdition.Slug, content, mail, "Corps", new DateTime(2018, 7, 5, 8, 0, 0, DateTimeKind.Utc));
        var position = 0;
        foreach (var article in content.AllArticles)
        {
            edition.Index(
                new PublishedArticle(article, article.Cite is null ? null : estuary, ++position, edition.PublishedAt, position == 1 ? [theme] : []));
        }

        edition.Correct("La réunion du 14 juin a eu lieu le 15.", new DateTime(2018, 7, 9, 8, 0, 0, DateTimeKind.Utc));
        var first = SampleEdition.Content with { Number = 20, Date = older.Date, Sections = [], Agenda = [] };
        db.AddRange(edition, new Edition(older, "numero-20-mars-2018", first, mail, "Corps", new DateTime(2018, 3, 1, 8, 0, 0, DateTimeKind.Utc)));
        await db.SaveChangesAsync();
    });

    private Task AddDatesAsync(int estuary) => WithDatabaseAsync(async db =>
    {
        AgendaEntry[] entries =
        [
            Entry("Portes ouvertes ; formation, « suite »", accepted: true, cite: estuary),
            Entry(ForMembers, accepted: true, members: true),
            Entry("Journée annulée", accepted: true),
            Entry(Secret + " de l'agenda", accepted: false),
        ];
        entries[0].Schedule(Soon, Soon, new TimeOnly(9, 30), new TimeOnly(12, 0));
        entries[2].Schedule(Soon, Soon.AddDays(2), null, null);
        entries[2].Cancel();
        db.AddRange(entries);
        await db.SaveChangesAsync();
        (MembersEntry, CancelledEntry, DraftEntry) = (entries[1].Id, entries[2].Id, entries[3].Id);
    });

    private async Task AddSecretsAsync(int estuary)
    {
        await this.AddNewsAsync(estuary, Secret, accepted: true);
        await this.AddContactAsync(estuary, Secret + " contact");
        await WithDatabaseAsync(async db =>
        {
            db.Add(new StaffMove(StaffMoveKind.Arrival, Secret + " personne", "Conseillère", estuary));
            var draft = new Issue(22, new DateOnly(2026, 1, 1));
            draft.Announce(Secret, null);
            db.Add(draft);
            var contact = new Contact("Équipe de l'Estuaire", estuary);
            contact.Describe("Équipe de l'Estuaire", null, "accueil@estuaire.example", null, isPublic: true);
            db.Add(contact);
            await db.SaveChangesAsync();
        });
    }

    private static AgendaEntry Entry(string title, bool accepted, bool members = false, int? cite = null)
    {
        var entry = new AgendaEntry(AgendaKind.Internal, title, Soon);
        entry.Describe(
            AgendaKind.Internal, title, "Salle des fêtes de l'Estuaire, très longue adresse qui dépasse largement la ligne",
            null, null, cite, members);
        if (accepted)
        {
            entry.Accept();
        }

        return entry;
    }
}
