using System.Globalization;
using System.Security.Claims;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Newsletter.Drafts;
using CitesDesMetiers.Web.Platform.Identity;

namespace CitesDesMetiers.Tests.Newsletter.Drafts;

public class EditRightsTests
{
    [Fact]
    public async Task A_correspondent_writes_what_is_of_their_Cité_and_an_editor_everything()
    {
        await using var site = new SiteFactory();
        var (own, other) = (await site.AddCiteAsync("Cité de Lyon", "lyon"), await site.AddCiteAsync("Cité de Gênes", "genes"));
        var (ownNews, othersNews) = (await site.AddNewsAsync(own, "Ici"), await site.AddNewsAsync(other, "Là-bas"));
        var (correspondent, editor) = (Of(Role.Correspondent, own), Of(Role.Editor, null));

        Assert.True(await MayWriteAsync(EditedKind.News, ownNews, correspondent));
        Assert.False(await MayWriteAsync(EditedKind.News, othersNews, correspondent));
        Assert.False(await MayWriteAsync(EditedKind.Cite, own, correspondent));
        Assert.True(await MayWriteAsync(EditedKind.News, othersNews, editor));
        Assert.True(await MayWriteAsync(EditedKind.Cite, own, editor));

        Task<bool> MayWriteAsync(EditedKind kind, int id, ClaimsPrincipal user) =>
            site.WithDatabaseAsync(db => new EditRights(db).MayWriteAsync(EditedThing.Of(kind, id), user, TestContext.Current.CancellationToken));
    }

    private static ClaimsPrincipal Of(Role role, int? cite)
    {
        List<Claim> claims = [new(ClaimTypes.Role, role.ToString())];
        if (cite is { } id)
        {
            claims.Add(new(AccountClaims.CiteId, id.ToString(CultureInfo.InvariantCulture)));
        }

        return new(new ClaimsIdentity(claims, "test"));
    }
}
