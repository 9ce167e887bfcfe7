using System.Globalization;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Tests.App;

namespace CitesDesMetiers.Tests.Desk;

/// <summary>What each filter and each order of a list shows, and what it leaves out.</summary>
public sealed class ListFilterTests(ListFilterTests.FilledSite site) : IClassFixture<ListFilterTests.FilledSite>
{
    [Theory]
    [InlineData("", "Avril, Blanc, Noir")]
    [InlineData("q=fonction+blanc", "Blanc")]
    [InlineData("q=introuvable", "")]
    [InlineData("visible=tous", "Avril, Noir")]
    [InlineData("visible=membres", "Blanc")]
    [InlineData("etat=en-poste", "Avril, Blanc")]
    [InlineData("etat=partis", "Noir")]
    [InlineData("cite={0}", "Blanc, Noir")]
    [InlineData("cite={0}&etat=en-poste&tri=-nom", "Blanc")]
    [InlineData("tri=-nom", "Noir, Blanc, Avril")]
    public async Task The_list_of_contacts_shows_those_who_match_and_nobody_else(string query, string names) =>
        Assert.Equal(names, await site.NamesAsync("contacts", query));

    [Theory]
    [InlineData("", "Portes ouvertes, Assemblée, Annulé")]
    [InlineData("q=ouvertes", "Portes ouvertes")]
    [InlineData("q=ancien", "")]
    [InlineData("periode=passe", "Ancien")]
    [InlineData("periode=passe&q=ouvertes", "")]
    [InlineData("periode=tout&tri=titre", "Ancien, Annulé, Assemblée, Portes ouvertes")]
    [InlineData("nature=reunion-interne", "Assemblée")]
    [InlineData("etat=publie", "Portes ouvertes")]
    [InlineData("etat=membres", "Assemblée")]
    [InlineData("etat=annule", "Annulé")]
    [InlineData("etat=propose&periode=tout", "Ancien")]
    [InlineData("cite={0}", "Portes ouvertes")]
    public async Task The_agenda_shows_the_dates_that_match_and_no_others(string query, string titles) =>
        Assert.Equal(titles, await site.NamesAsync("agenda", query));

    [Theory]
    [InlineData("tri=personne", "Anne, Paul, Zoé")]
    [InlineData("q=paul", "Paul")]
    [InlineData("nature=depart&tri=personne", "Anne, Zoé")]
    [InlineData("nature=arrivee", "Paul")]
    [InlineData("etat=propose", "Paul")]
    [InlineData("etat=accepte", "Anne")]
    [InlineData("etat=annonce", "Zoé")]
    [InlineData("cite={0}", "Anne")]
    public async Task The_list_of_moves_shows_those_that_match_and_no_others(string query, string people) =>
        Assert.Equal(people, await site.NamesAsync("arrivees-departs", query));

    [Theory]
    [InlineData("q=ada", "Ada")]
    [InlineData("q=CITE.example&tri=nom", "Ada, Bruno")]
    [InlineData("q=CITE.example&tri=-adresse", "Bruno, Ada")]
    [InlineData("q=ada bruno", "")]
    [InlineData("role=correspondant", "Ada")]
    [InlineData("role=redacteur", "Bruno, Chloé")]
    [InlineData("etat=invites", "Ada")]
    [InlineData("etat=bloques", "Bruno")]
    [InlineData("etat=revenus", "Chloé")]
    [InlineData("cite={0}", "Ada")]
    [InlineData("role=redacteur&etat=revenus&q=chlo", "Chloé")]
    public async Task The_list_of_users_shows_those_who_match_and_nobody_else(string query, string names) =>
        Assert.Equal(names, await site.NamesAsync("utilisateurs", query));

    /// <summary>A few entries of each kind, of which a filter finds some.</summary>
    public sealed class FilledSite : SiteFactory, IAsyncLifetime
    {
        private DeskClient desk = null!;
        private int cite;

        public async ValueTask InitializeAsync()
        {
            cite = await this.AddCiteAsync("Cité de Charleroi", "charleroi");
            desk = await DeskClient.SignInAsync(this, Role.Administrator);
            var (anne, zoe) = (
                new StaffMove(StaffMoveKind.Departure, "Anne", "Conseillère", cite),
                new StaffMove(StaffMoveKind.Departure, "Zoé", "Conseillère", null));
            anne.Accept();
            zoe.Accept();
            zoe.MarkAnnounced(Samples.Noon);
            var (bruno, chloe) = (Account("Bruno", "bruno@cite.example", Role.Editor), Account("Chloé", "chloe@reseau.example", Role.Editor));
            (bruno.LockoutEnd, bruno.PasswordHash, chloe.PasswordHash) = (User.BlockedUntil, "x", "x");
            chloe.RecordMailFailure(FailureCause.UnknownAddress, Samples.Noon);
            await WithDatabaseAsync(async db =>
            {
                db.AddRange(
                    Contact("Avril", null, isPublic: true), Contact("Blanc", cite, isPublic: false), Contact(
                        "Noir", cite, isPublic: true, left: new(2025, 1, 31)),
                    Date("Ancien", AgendaKind.External, new(2020, 5, 4), null, e => e.Withdraw()),
                    Date("Portes ouvertes", AgendaKind.External, new(2098, 5, 4), cite, e => { }),
                    Date("Assemblée", AgendaKind.Internal, new(2098, 6, 4), null, e => { }, isMembersOnly: true),
                    Date("Annulé", AgendaKind.External, new(2098, 7, 4), null, e => e.Cancel()),
                    anne, zoe, new StaffMove(StaffMoveKind.Arrival, "Paul", "Conseiller", null),
                    Account("Ada", "ada@cite.example", Role.Correspondent, cite), bruno, chloe);
                await db.SaveChangesAsync();
            });
        }

        /// <summary>The names in the rows of a list, from top to bottom.</summary>
        /// <param name="query">{0} stands for the number of the Cité.</param>
        public async Task<string> NamesAsync(string list, string query)
        {
            var page = await desk.GetAsync($"/redaction/{list}?{string.Format(CultureInfo.InvariantCulture, query, cite)}");
            return string.Join(", ", page.QuerySelectorAll("tbody th a").Select(a => a.TextContent.Trim()));
        }

        public override async ValueTask DisposeAsync()
        {
            desk.Dispose();
            await base.DisposeAsync();
        }

        private static Contact Contact(string name, int? citeId, bool isPublic, DateOnly? left = null)
        {
            var contact = new Contact(name, citeId);
            contact.Describe(name, "Fonction de " + name, $"{name}@cite.example", null, isPublic);
            if (left is { } on)
            {
                contact.Leave(on);
            }

            return contact;
        }

        private static AgendaEntry Date(
            string title, AgendaKind kind, DateOnly day, int? citeId, Action<AgendaEntry> afterwards, bool isMembersOnly = false)
        {
            var entry = new AgendaEntry(kind, title, day);
            entry.Describe(kind, title, "Rouen", null, null, citeId, isMembersOnly);
            entry.Accept();
            afterwards(entry);
            return entry;
        }

        private static User Account(string name, string address, Role role, int? citeId = null) =>
            new(address, name, role, citeId)
            {
                NormalizedEmail = address.ToUpperInvariant(),
                NormalizedUserName = address.ToUpperInvariant(),
                SecurityStamp = name
            };
    }
}
