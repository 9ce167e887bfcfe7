using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Newsletter.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Site.Installation;

/// <summary>A site without accounts is set up once, by whoever has the link that its start printed.</summary>
public sealed class SetUpTests : IAsyncDisposable
{
    private const string Password = "quatre-tuiles-bleues";

    private static readonly (string Method, string Path)[] Elsewhere =
    [
        ("GET", "/"), ("GET", "/connexion"), ("GET", "/redaction"), ("GET", "/api"), ("GET", "/feed.atom"), ("GET", "/nulle-part"),
        ("GET", "/installation"), ("GET", "/installation/" + new string('A', 43)), ("POST", "/inscription"), ("POST", "/desinscription/AAAA"),
        ("PUT", "/compte"),
    ];

    private readonly NewSite site = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string LinkFile => Path.Combine(site.Folder, "installation.txt");

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task The_link_of_the_file_makes_the_first_administrator_once()
    {
        using var visitor = new DeskClient(site.CreateSiteClient());
        var path = await PathAsync();
        var page = await visitor.GetAsync(path);
        Assert.Equal("Première installation", page.QuerySelector("h1")!.TextContent);
        Assert.Equal("no-referrer", (await visitor.Http.GetAsync(path, Cancel)).Headers.GetValues("Referrer-Policy").Single());

        var made = await visitor.SubmitAsync(path, Fields());

        Assert.Equal("/connexion", made.Headers.Location!.OriginalString);
        var user = await site.WithDatabaseAsync(db => db.Users.SingleAsync(Cancel));
        Assert.Equal(
            ("marie@lettre.example", "Marie Test", Role.Administrator, true, true),
            (user.Email, user.DisplayName, user.Role, user.EmailConfirmed, user.MaySend));
        Assert.Equal(1, await site.WithDatabaseAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.SetUpDone, Cancel)));
        Assert.False(File.Exists(LinkFile));
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.SetUpTokens.CountAsync(Cancel)));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Http.GetAsync(path, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Http.GetAsync("/", Cancel)).StatusCode);
        var signIn = await visitor.SubmitAsync("/connexion", new() { ["Address"] = "marie@lettre.example", ["Password"] = Password });
        Assert.Equal("/redaction", signIn.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Everything_else_says_that_the_site_is_being_installed_and_nothing_more()
    {
        using var client = site.CreateSiteClient();
        foreach (var (method, path) in Elsewhere)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            var answer = await client.SendAsync(request, Cancel);

            Assert.Equal((path, HttpStatusCode.ServiceUnavailable), (path, answer.StatusCode));
            Assert.Equal("600", answer.Headers.GetValues("Retry-After").Single());
            var page = await DeskClient.ParseAsync(answer);
            Assert.Equal("Ce site est en cours d’installation", page.QuerySelector("h1")!.TextContent);
            Assert.Empty(page.QuerySelectorAll("a, form, nav"));
            using var style = await client.GetAsync(page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href"), Cancel);
            Assert.Equal(HttpStatusCode.OK, style.StatusCode);
        }
    }

    [Fact]
    public async Task The_load_balancer_is_answered_meanwhile()
    {
        using var client = site.CreateSiteClient();

        Assert.Equal("Healthy", await client.GetStringAsync("/health/ready", Cancel));
    }

    [Fact]
    public async Task A_weak_password_or_an_empty_field_is_said_and_the_link_still_opens()
    {
        using var visitor = new DeskClient(site.CreateSiteClient());
        var path = await PathAsync();

        var weak = await DeskClient.ParseAsync(await visitor.SubmitAsync(path, Fields("azerty123456")));
        Assert.Contains("Le compte n’est pas encore créé.", weak.Body!.TextContent, StringComparison.Ordinal);
        var empty = await DeskClient.ParseAsync(await visitor.SubmitAsync(path, new() { ["DisplayName"] = "" }));
        Assert.Contains("Adresse électronique : à renseigner.", empty.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.Users.CountAsync(Cancel)));

        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SubmitAsync(path, Fields())).StatusCode);
    }

    [Fact]
    public async Task Of_two_who_use_the_link_at_the_same_time_one_is_late()
    {
        var path = await PathAsync();
        var setUp = site.Services.GetRequiredService<SetUp>();
        var token = path.Split('/')[^1];

        var results = await Task.WhenAll(Enumerable.Range(1, 4).Select(i => Task.Run(() => setUp.MakeAdministratorAsync(
            token, new User($"admin{i}@lettre.example", $"Admin {i}", Role.Administrator), Password, Cancel))));

        Assert.Single(results, r => r is { Succeeded: true });
        Assert.Equal(1, await site.WithDatabaseAsync(db => db.Users.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Guesses_are_limited()
    {
        site.Settings["RateLimits:SignInPerMinute"] = "5";
        using var client = site.CreateSiteClient();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 7; i++)
        {
            answers.Add((await client.GetAsync($"/installation/{new string('A', 42)}{i}", Cancel)).StatusCode);
        }

        Assert.Equal(5, answers.Count(a => a is HttpStatusCode.ServiceUnavailable));
        Assert.Equal(2, answers.Count(a => a is HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task An_account_made_otherwise_as_by_the_command_closes_the_set_up()
    {
        using var client = site.CreateSiteClient();
        var path = await PathAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/", Cancel)).StatusCode);
        await site.WithDatabaseAsync(async db =>
        {
            db.Users.Add(new User("admin@lettre.example", "Admin", Role.Administrator));
            await db.SaveChangesAsync(Cancel);
        });

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path, Cancel)).StatusCode);
        Assert.False(File.Exists(LinkFile));
    }

    [Fact]
    public async Task Instances_that_start_at_once_have_one_token_and_a_restart_prints_it_again()
    {
        await PathAsync();
        var setUp = site.Services.GetRequiredService<SetUp>();
        var before = await File.ReadAllTextAsync(LinkFile, Cancel);
        await site.WithDatabaseAsync(db => db.SetUpTokens.ExecuteDeleteAsync(Cancel));
        File.Delete(LinkFile);

        var links = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => setUp.OpenAsync(Cancel))));

        var link = Assert.Single(links.OfType<string>().Distinct());
        Assert.NotEqual(before.Trim(), link);
        Assert.Equal(link, await setUp.OpenAsync(Cancel));
        Assert.True(await setUp.IsTokenAsync(link.Split('/')[^1], Cancel));
        var hash = await site.WithDatabaseAsync(db => db.SetUpTokens.Select(t => t.Hash).SingleAsync(Cancel));
        Assert.DoesNotContain(link.Split('/')[^1], Convert.ToBase64String(hash), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(LinkFile));
        }
    }

    [Fact]
    public async Task A_lost_link_is_replaced_after_an_hour()
    {
        await PathAsync();
        var setUp = site.Services.GetRequiredService<SetUp>();
        File.Delete(LinkFile);

        Assert.Null(await setUp.OpenAsync(Cancel));
        await site.WithDatabaseAsync(db => db.SetUpTokens.ExecuteUpdateAsync(
            t => t.SetProperty(x => x.CreatedAt, DateTime.UtcNow.AddMinutes(-61)), Cancel));
        Assert.NotNull(await setUp.OpenAsync(Cancel));
    }

    private static Dictionary<string, string> Fields(string password = Password) => new()
    {
        ["DisplayName"] = "Marie Test",
        ["Address"] = "marie@lettre.example",
        ["Password"] = password,
        ["Again"] = password,
    };

    /// <summary>Starts the site and reads the file that it wrote.</summary>
    private async Task<string> PathAsync()
    {
        _ = site.Services;
        return new Uri((await File.ReadAllTextAsync(LinkFile, Cancel)).Trim()).AbsolutePath;
    }

    private sealed class NewSite : SiteFactory
    {
        protected override bool HasSetUp => true;
    }
}
