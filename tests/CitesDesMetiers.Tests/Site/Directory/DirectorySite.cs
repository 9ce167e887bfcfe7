using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Site.Directory;

/// <summary>A network with a few contacts, and somebody who may see them.</summary>
public sealed class DirectorySite : SiteFactory, IAsyncLifetime
{
    public DeskClient Member { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var lyon = await this.AddCiteAsync("Cité des métiers de Lyon", "lyon");
        var liege = await this.AddCiteAsync("Cité des métiers de Liège", "liege");
        await WithDatabaseAsync(async db =>
        {
            var cite = await db.Cites.SingleAsync(c => c.Id == liege);
            cite.Describe("Liège", null, "BE", "Europe/Brussels", LabelState.Labelled, null, null, null, null);
            db.AddRange(
                Of("Émilie Œuvrard", "Chargée de projet ; accueil", "emilie@lyon.example", lyon),
                Of("Jan Peeters", "Directeur", "jan@liege.example", liege),
                Of("Ana Réseau", "Directeur", "ana@reseau.example", null));
            var left = Of("Paul Parti", "Directeur", "paul@lyon.example", lyon);
            left.Leave(new DateOnly(2020, 1, 1));
            var move = new StaffMove(StaffMoveKind.Arrival, "Nadia Nouvelle", "conseillère", lyon);
            move.Accept();
            db.AddRange(left, move, new StaffMove(StaffMoveKind.Arrival, "Zoé Secrète", "conseillère", lyon));
            await db.SaveChangesAsync();
        });
        Member = await DeskClient.SignInAsync(this, Role.Member);
    }

    public override async ValueTask DisposeAsync()
    {
        Member.Dispose();
        await base.DisposeAsync();
    }

    private static Contact Of(string name, string post, string address, int? cite)
    {
        var contact = new Contact(name, cite);
        contact.Describe(name, post, address, null, isPublic: false);
        return contact;
    }
}
