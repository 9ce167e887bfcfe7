using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk;

/// <summary>Fields that a form does not have, sent with it (OWASP ASVS 5.0, 15.3.3).</summary>
public sealed class AddedFieldTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_changes_their_password_gains_no_right_with_it()
    {
        var site = await shared.FreshAsync();
        using var desk = await DeskClient.SignInAsync(site, Role.Editor, mayApprove: false, maySend: false);
        const string wanted = "sept-lampes-au-grenier";

        var answer = await SendWithAsync(
            desk,
            "/compte",
            new() { ["Current"] = DeskClient.Password, ["Password"] = wanted, ["Again"] = wanted },
            [
                new("Role", "Administrator"), new("User.Role", "Administrator"), new("MaySend", "true"), new("User.MaySend", "true"),
                new("MayApprove", "true"), new("Address", "autre@test.example"), new("User.Email", "autre@test.example"), new("User.Id", "1"),
            ]);

        Assert.Equal("/compte", answer.Headers.Location?.OriginalString);
        var user = await site.WithDatabaseAsync(db => db.Users.AsNoTracking().SingleAsync(u => u.Email == desk.Address, Cancel));
        Assert.Equal((Role.Editor, false, false), (user.Role, user.MayApprove, user.MaySend));
    }

    [Fact]
    public async Task A_correspondent_accepts_nothing_by_asking_for_the_step_of_an_editor()
    {
        var site = await shared.FreshAsync();
        var cite = await site.AddCiteAsync("Cité de Mulhouse", "mulhouse");
        var news = await site.AddNewsAsync(cite, "Notre salon");
        using var desk = await DeskClient.SignInAsync(site, Role.Correspondent, cite);

        await SendWithAsync(desk, $"/redaction/nouvelles/{news}", new() { ["Title"] = "Notre salon" }, [new("Step", "Accept")]);

        var state = await site.WithDatabaseAsync(db => db.News.Where(n => n.Id == news).Select(n => n.State).SingleAsync(Cancel));
        Assert.NotEqual(NewsState.Accepted, state);
    }

    [Fact]
    public async Task A_correspondent_accepts_nothing_of_their_own_by_adding_its_state()
    {
        var site = await shared.FreshAsync();
        var cite = await site.AddCiteAsync("Cité de Mulhouse", "mulhouse");
        var news = await site.AddNewsAsync(cite, "Notre salon");
        using var desk = await DeskClient.SignInAsync(site, Role.Correspondent, cite);
        var before = await site.WithDatabaseAsync(db => db.News.AsNoTracking().SingleAsync(n => n.Id == news, Cancel));

        await SendWithAsync(
            desk,
            $"/redaction/nouvelles/{news}",
            new() { ["Title"] = "Notre salon, demain" },
            [new("State", "Accepted"), new("AuthorId", "1"), new("Id", "1"), new("CreatedAt", "2001-01-01"), new("Slug", "accueil")]);

        var after = await site.WithDatabaseAsync(db => db.News.AsNoTracking().SingleAsync(n => n.Id == news, Cancel));
        Assert.Equal("Notre salon, demain", after.Title);
        Assert.NotEqual(NewsState.Accepted, before.State);
        Assert.Equal((before.State, before.AuthorId), (after.State, after.AuthorId));
    }

    /// <summary>The framework reads fields before the address: a field can stand in for the number there (OWASP ASVS 5.0, 15.3.7).</summary>
    [Fact]
    public async Task A_field_that_stands_in_for_the_number_in_the_address_reaches_nothing_of_another_Cité()
    {
        var site = await shared.FreshAsync();
        var cite = await site.AddCiteAsync("Cité de Mulhouse", "mulhouse");
        var own = await site.AddNewsAsync(cite, "À nous");
        var other = await site.AddNewsAsync(await site.AddCiteAsync("Cité de Gênes", "genes"), "À Gênes");
        using var desk = await DeskClient.SignInAsync(site, Role.Correspondent, cite);

        await SendWithAsync(desk, $"/redaction/nouvelles/{own}", new() { ["Title"] = "Changé" }, [new("id", $"{other}")]);

        Assert.Equal("À Gênes", await site.WithDatabaseAsync(db => db.News.Where(n => n.Id == other).Select(n => n.Title).SingleAsync(Cancel)));
    }

    /// <summary>Sends the form of a page with fields that it does not have.</summary>
    private static async Task<HttpResponseMessage> SendWithAsync(
        DeskClient desk, string path, Dictionary<string, string> values, IEnumerable<KeyValuePair<string, string>> added)
    {
        var page = await desk.GetAsync(path);
        var name = values.Keys.First();
        var form = page.QuerySelector($"main form:has([name=\"{name}\"])")!;
        foreach (var (field, value) in added)
        {
            var input = page.CreateElement("input");
            input.SetAttribute("type", "hidden");
            input.SetAttribute("name", field);
            input.SetAttribute("value", value);
            form.AppendChild(input);
        }

        return await desk.SendAsync(page, path, values);
    }
}
