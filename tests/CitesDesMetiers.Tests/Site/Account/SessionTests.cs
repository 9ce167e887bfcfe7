using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Site.Account;

/// <summary>Sessions live in the database: they end there, at once, whatever cookie a browser still has.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    /// <summary>Today, since the test's browser drops cookies by its own clock.</summary>
    private static readonly DateTime Start = DateTime.UtcNow.Date;

    private readonly ClockedSite site = new(Start);
    private DeskClient admin = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => admin = await DeskClient.SignInAsync(site, Role.Administrator);

    [Fact]
    public async Task Signing_out_ends_the_session_even_for_a_copy_of_its_cookie()
    {
        var (thief, cookie) = await CopyAsync(admin);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(thief, cookie));

        await admin.SendAsync(await admin.GetAsync("/compte/connexions"), "/compte/connexions", [], "/deconnexion");

        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(thief, cookie));
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.Sessions.CountAsync(Cancel)));
    }

    [Theory]
    [InlineData(false, 3)]
    [InlineData(true, 14 * 24)]
    public async Task A_session_that_nobody_uses_ends(bool remember, int hours)
    {
        using var editor = await AgainAsync(admin, remember);

        site.Clock.Forward(TimeSpan.FromHours(hours) + TimeSpan.FromMinutes(1));

        Assert.Equal(HttpStatusCode.Redirect, (await editor.Http.GetAsync("/redaction", Cancel)).StatusCode);
    }

    [Theory]
    [InlineData(false, 12)]
    [InlineData(true, 30 * 24)]
    public async Task A_session_ends_after_its_time_however_much_it_is_used(bool remember, int hours)
    {
        using var editor = await AgainAsync(admin, remember);

        for (var sixth = 1; sixth < 6; sixth++)
        {
            site.Clock.Forward(TimeSpan.FromHours(hours / 6.0));
            await editor.GetAsync("/redaction");
        }

        site.Clock.Forward(TimeSpan.FromHours(hours / 6.0) - TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await editor.Http.GetAsync("/redaction", Cancel)).StatusCode);
        site.Clock.Forward(TimeSpan.FromMinutes(2));

        Assert.Equal(HttpStatusCode.Redirect, (await editor.Http.GetAsync("/redaction", Cancel)).StatusCode);
    }

    [Fact]
    public async Task The_list_names_each_browser_and_ends_one_from_another()
    {
        using var phone = await AgainAsync(
            admin, remember: true, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1");
        var page = await admin.GetAsync("/compte/connexions");
        var lines = page.QuerySelectorAll("main li").Select(l => l.TextContent).ToList();
        Assert.Equal(2, lines.Count);
        Assert.Contains(
            lines, l => l.Contains("Safari sur iPhone", StringComparison.Ordinal) && l.Contains("en restant connecté", StringComparison.Ordinal));
        Assert.Single(lines, l => l.Contains("cet appareil", StringComparison.Ordinal) && !l.Contains("iPhone", StringComparison.Ordinal));

        var phoneId = await site.WithDatabaseAsync(db => db.Sessions.Where(s => s.IsRemembered).Select(s => s.Id).SingleAsync(Cancel));
        await admin.SendAsync(page, "/compte/connexions", [], $"/compte/connexions/{phoneId}/fermer");

        Assert.Equal(HttpStatusCode.Redirect, (await phone.Http.GetAsync("/redaction", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await admin.Http.GetAsync("/redaction", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Nobody_ends_the_session_of_somebody_else()
    {
        using var editor = await DeskClient.SignInAsync(site, Role.Editor);
        using var second = await AgainAsync(editor, remember: false);
        var (adminsId, page) = (
            await site.WithDatabaseAsync(db => db.Sessions.Where(s => s.User.Role == Role.Administrator).Select(s => s.Id).SingleAsync(Cancel)),
            await editor.GetAsync("/compte/connexions"));
        var form = page.QuerySelectorAll("main form").Single(f => f.GetAttribute("action")!.EndsWith("/fermer", StringComparison.Ordinal)
            && f.GetAttribute("action") != "/compte/connexions/fermer");
        form.SetAttribute("action", $"/compte/connexions/{adminsId}/fermer");

        await editor.SendAsync(page, "/compte/connexions", [], $"/{adminsId}/fermer");

        Assert.Equal(HttpStatusCode.OK, (await admin.Http.GetAsync("/redaction", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Ending_all_others_leaves_this_one()
    {
        using var other = await AgainAsync(admin, remember: true);

        await admin.SubmitAsync("/compte/connexions", [], "/compte/connexions/fermer");

        Assert.Equal(HttpStatusCode.Redirect, (await other.Http.GetAsync("/redaction", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await admin.Http.GetAsync("/redaction", Cancel)).StatusCode);
        Assert.Single((await admin.GetAsync("/compte/connexions")).QuerySelectorAll("main li"));
    }

    [Fact]
    public async Task A_demotion_ends_the_session_at_its_next_write()
    {
        using var editor = await DeskClient.SignInAsync(site, Role.Editor);
        var page = await editor.GetAsync("/redaction/themes");
        var id = await site.WithDatabaseAsync(db => db.Users.Where(u => u.Role == Role.Editor).Select(u => u.Id).SingleAsync(Cancel));

        await admin.SubmitAsync($"/redaction/utilisateurs/{id}", new() { ["Role"] = "Member" });
        var answer = await editor.SendAsync(page, "/redaction/themes", new() { ["Name"] = "Apprentissage" });

        Assert.StartsWith("/connexion", answer.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
        Assert.False(await site.WithDatabaseAsync(db => db.Themes.AnyAsync(t => t.Name == "Apprentissage", Cancel)));
    }

    [Fact]
    public async Task Signing_in_again_in_the_same_browser_opens_a_new_session_and_ends_the_old_one()
    {
        var (thief, cookie) = await CopyAsync(admin);

        await admin.SubmitAsync("/connexion", new() { ["Address"] = admin.Address, ["Password"] = DeskClient.Password });

        Assert.Equal(HttpStatusCode.OK, (await admin.Http.GetAsync("/redaction", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(thief, cookie));
        Assert.Equal(1, await site.WithDatabaseAsync(db => db.Sessions.CountAsync(Cancel)));
    }

    [Fact]
    public async Task The_last_use_is_kept_to_within_five_minutes()
    {
        site.Clock.Forward(TimeSpan.FromMinutes(4));
        await admin.GetAsync("/redaction");
        Assert.Equal(Start, await SeenAtAsync());
        site.Clock.Forward(TimeSpan.FromMinutes(2));
        await admin.GetAsync("/redaction");
        Assert.Equal(Start.AddMinutes(6), await SeenAtAsync());

        Task<DateTime> SeenAtAsync() => site.WithDatabaseAsync(db => db.Sessions.Select(s => s.SeenAt).SingleAsync(Cancel));
    }

    [Fact]
    public async Task While_the_sessions_cannot_be_read_a_page_says_so_and_the_session_goes_on_afterwards()
    {
        await RenameAsync("Sessions", "Away");
        using var failed = await admin.Http.GetAsync("/redaction", Cancel);
        await RenameAsync("Away", "Sessions");

        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        Assert.NotNull((await DeskClient.ParseAsync(failed)).QuerySelector("main h1"));
        Assert.Equal(HttpStatusCode.OK, (await admin.Http.GetAsync("/redaction", Cancel)).StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        admin.Dispose();
        await site.DisposeAsync();
    }

    /// <summary>Around the model, which knows no such statement.</summary>
    private Task RenameAsync(string table, string name) => site.WithDatabaseAsync(async db =>
    {
        await db.Database.OpenConnectionAsync(Cancel);
        await using var rename = db.Database.GetDbConnection().CreateCommand();
        rename.CommandText = TestDatabase.IsFollowed ? $"ALTER TABLE {table} RENAME TO {name}" : $"EXEC sp_rename '{table}', '{name}'";
        await rename.ExecuteNonQueryAsync(Cancel);
    });

    /// <summary>The same person in another browser.</summary>
    private async Task<DeskClient> AgainAsync(DeskClient person, bool remember, string? browser = null)
    {
        var other = new DeskClient(site.CreateSiteClient());
        if (browser is not null)
        {
            other.Http.DefaultRequestHeaders.UserAgent.ParseAdd(browser);
        }

        var answer = await other.SubmitAsync(
            "/connexion", new() { ["Address"] = person.Address, ["Password"] = DeskClient.Password, ["Remember"] = remember ? "true" : "false" });
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return other;
    }

    /// <summary>A client without cookies of its own, and the session cookie of the person.</summary>
    private async Task<(HttpClient Thief, string Cookie)> CopyAsync(DeskClient person)
    {
        var answer = await person.SubmitAsync("/connexion", new() { ["Address"] = person.Address, ["Password"] = DeskClient.Password });
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("__Host-session=", StringComparison.Ordinal)).Split(';')[0];
        var thief = site.CreateClient(new() { BaseAddress = new Uri("https://localhost"), AllowAutoRedirect = false, HandleCookies = false });
        return (thief, cookie);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient thief, string cookie)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/redaction");
        asked.Headers.Add("Cookie", cookie);
        using var answer = await thief.SendAsync(asked, Cancel);
        return answer.StatusCode;
    }
}
