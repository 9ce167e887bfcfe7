using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Newsletter.Accounts;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace CitesDesMetiers.Tests.Desk.Users;

/// <summary>Accounts: opened, changed, blocked by an administrator; their passwords chosen by their owners alone.</summary>
public sealed partial class UsersTests : IAsyncLifetime
{
    private const string NewPassword = "trois-mots-bien-choisis";

    private readonly PromptSite site = new();
    private DeskClient admin = null!;
    private int cite;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        cite = await site.AddCiteAsync("Cité de Charleroi", "charleroi");
        admin = await DeskClient.SignInAsync(site, Role.Administrator);
    }

    [Fact]
    public async Task An_invited_correspondent_chooses_a_password_once_and_signs_in()
    {
        await AddAsync("ada@cite.example", invite: true);
        var link = await LinkAsync("ada@cite.example");
        using var ada = new DeskClient(site.CreateSiteClient());

        var answer = await ada.SubmitAsync(link, new() { ["Password"] = NewPassword, ["Again"] = NewPassword });
        var again = await ada.Http.GetAsync(link, Cancel);
        var signedIn = await ada.SubmitAsync("/connexion", new() { ["Address"] = "ada@cite.example", ["Password"] = NewPassword });

        Assert.Equal("/connexion", answer.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Equal("/redaction", signedIn.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("court", "court", "au moins 12 caractères")]
    [InlineData(NewPassword, "autre-chose-en-tout", "Les deux saisies diffèrent")]
    [InlineData("motdepasse-infolettre", "motdepasse-infolettre", "trop facile à deviner")]
    public async Task A_password_that_will_not_do_is_refused_with_the_reason(string password, string again, string reason)
    {
        await AddAsync("ada@cite.example", invite: true);
        using var ada = new DeskClient(site.CreateSiteClient());

        var page = await DeskClient.ParseAsync(
            await ada.SubmitAsync(await LinkAsync("ada@cite.example"), new() { ["Password"] = password, ["Again"] = again }));

        Assert.Contains(reason, page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_altered_for_another_account_or_of_another_purpose_opens_nothing()
    {
        await AddAsync("ada@cite.example", invite: true);
        var link = await LinkAsync("ada@cite.example");
        var parts = link.Split('/');
        var other = (await site.WithDatabaseAsync(db => db.Users.FirstAsync(u => u.Role == Role.Administrator, Cancel))).Id;
        string[] wrong =
        [
            link[..^4] + "AAAA", link.Replace("/invitation/", "/mot-de-passe/", StringComparison.Ordinal), link
                .Replace($"/{parts[3]}/", $"/{other}/", StringComparison.Ordinal),
            $"/compte/invitation/{parts[3]}/x", $"/compte/autre/{parts[3]}/{parts[4]}",
        ];

        foreach (var path in wrong)
        {
            var answer = await site.CreateSiteClient().GetAsync(path, Cancel);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        var good = await site.CreateSiteClient().GetAsync(link, Cancel);
        Assert.True(good.Headers.CacheControl!.NoStore);
        Assert.Equal("no-referrer", good.Headers.GetValues("Referrer-Policy").Single());
    }

    [Fact]
    public async Task Asking_for_a_forgotten_password_tells_nothing_and_takes_as_long_for_anyone()
    {
        await AddAsync("ada@cite.example", invite: false);
        using var visitor = new DeskClient(site.CreateSiteClient());
        var answers = new List<(HttpStatusCode, string?, bool)>();
        foreach (var address in new[] { "ada@cite.example", "personne@cite.example", "pas une adresse" })
        {
            var watch = Stopwatch.StartNew();
            var answer = await visitor.SubmitAsync("/mot-de-passe-oublie", new() { ["Address"] = address });
            answers.Add((answer.StatusCode, answer.Headers.Location?.OriginalString, watch.ElapsedMilliseconds >= 290));
        }

        Assert.Equal([(HttpStatusCode.Redirect, "/mot-de-passe-oublie/envoye", true)], answers.Distinct());
        Assert.StartsWith("/compte/mot-de-passe/", await LinkAsync("ada@cite.example"), StringComparison.Ordinal);
        Assert.Equal(1, await MailsAsync());
    }

    [Fact]
    public async Task Asking_over_and_over_does_not_flood_the_mailbox()
    {
        await AddAsync("ada@cite.example", invite: false);

        // Each with cookies of their own: the form's proof is one of them.
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            using var visitor = new DeskClient(site.CreateSiteClient());
            await visitor.SubmitAsync("/mot-de-passe-oublie", new() { ["Address"] = "ada@cite.example" });
        }));

        Assert.Equal(3, await MailsAsync());
    }

    [Fact]
    public async Task Choosing_a_password_ends_the_wait_after_too_many_wrong_ones()
    {
        using var editor = await DeskClient.SignInAsync(site, Role.Editor);
        await using var scope = site.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var user = await users.Users.SingleAsync(u => u.Role == Role.Editor, Cancel);
        await users.SetLockoutEndDateAsync(user, DateTimeOffset.UtcNow.AddHours(1));

        Assert.True((await scope.ServiceProvider.GetRequiredService<PasswordLinks>().ChooseAsync(user, DeskClient.Password)).Succeeded);

        Assert.Null(user.LockoutEnd);
    }

    [Fact]
    public void A_link_for_a_forgotten_password_lasts_two_hours_and_an_invitation_seven_days() =>
        Assert.Equal(
            (TimeSpan.FromHours(2), TimeSpan.FromDays(7)),
            (new ForgottenTokens.Lifetime().TokenLifespan, new InvitationTokens.Lifetime().TokenLifespan));

    [Fact]
    public async Task A_blocked_account_loses_its_session_and_neither_signs_in_nor_gets_a_link()
    {
        using var editor = await DeskClient.SignInAsync(site, Role.Editor);
        var user = await site.WithDatabaseAsync(db => db.Users.SingleAsync(u => u.Role == Role.Editor, Cancel));
        await admin.SubmitAsync($"/redaction/utilisateurs/{user.Id}", [], "/blocage");

        Assert.Contains("/connexion", (await editor.Http.GetAsync("/redaction", Cancel)).Headers.Location!.OriginalString, StringComparison.Ordinal);
        var signIn = await editor.SubmitAsync("/connexion", new() { ["Address"] = user.Email!, ["Password"] = DeskClient.Password });
        Assert.Equal(HttpStatusCode.OK, signIn.StatusCode);
        await editor.SubmitAsync("/mot-de-passe-oublie", new() { ["Address"] = user.Email! });

        // The only mail says that the account is blocked.
        Assert.Equal(1, await MailsAsync());
        Assert.Contains(
            "Bloqué", (await admin.GetAsync("/redaction/utilisateurs?etat=bloques")).QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);

        await admin.SubmitAsync($"/redaction/utilisateurs/{user.Id}", [], "/deblocage");
        Assert.Equal(
            HttpStatusCode.Redirect,
            (await editor.SubmitAsync("/connexion", new() { ["Address"] = user.Email!, ["Password"] = DeskClient.Password })).StatusCode);
    }

    [Fact]
    public async Task Taking_a_right_away_ends_the_sessions_and_renaming_does_not()
    {
        using var editor = await DeskClient.SignInAsync(site, Role.Editor);
        var id = await site.WithDatabaseAsync(db => db.Users.Where(u => u.Role == Role.Editor).Select(u => u.Id).SingleAsync(Cancel));

        await admin.SubmitAsync($"/redaction/utilisateurs/{id}", new() { ["DisplayName"] = "Autre nom" });
        Assert.Equal(HttpStatusCode.OK, (await editor.Http.GetAsync("/redaction", Cancel)).StatusCode);
        await admin.SubmitAsync($"/redaction/utilisateurs/{id}", new() { ["MaySend"] = "false" });
        Assert.Equal(HttpStatusCode.Redirect, (await editor.Http.GetAsync("/redaction", Cancel)).StatusCode);
        var stored = await site.WithDatabaseAsync(db => db.Users.SingleAsync(u => u.Id == id, Cancel));
        Assert.Equal(("Autre nom", true, false), (stored.DisplayName, stored.MayApprove, stored.MaySend));
    }

    [Fact]
    public async Task The_last_administrator_is_neither_blocked_nor_demoted()
    {
        var id = await site.WithDatabaseAsync(db => db.Users.Select(u => u.Id).SingleAsync(Cancel));

        await admin.SubmitAsync($"/redaction/utilisateurs/{id}", [], "/blocage");
        var demoted = await DeskClient.ParseAsync(await admin.SubmitAsync($"/redaction/utilisateurs/{id}", new() { ["Role"] = "Editor" }));

        Assert.Contains("dernier compte d’administration", demoted.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        var stored = await site.WithDatabaseAsync(db => db.Users.SingleAsync(Cancel));
        Assert.Equal((Role.Administrator, false), (stored.Role, stored.IsBlocked));
    }

    [Theory]
    [InlineData("ada@cite.example", "existe déjà")]
    [InlineData("pas une adresse", "espace")]
    [InlineData("", "à renseigner")]
    public async Task A_bad_address_is_refused_with_what_was_typed(string address, string reason)
    {
        await AddAsync("ada@cite.example", invite: false);

        var page = await DeskClient.ParseAsync(await admin.SubmitAsync(
            "/redaction/utilisateurs/ajout", new()
            {
                ["DisplayName"] = "Paul Noir",
                ["Address"] = address,
                ["Role"] = "Editor",
                ["Invite"] = "false"
            }));

        Assert.Contains(reason, page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Paul Noir", page.QuerySelector("#DisplayName")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Changing_ones_password_needs_the_old_one_keeps_this_session_and_ends_the_others()
    {
        using var here = await DeskClient.SignInAsync(site, Role.Editor);
        var address = await site.WithDatabaseAsync(db => db.Users.Where(u => u.Role == Role.Editor).Select(u => u.Email!).SingleAsync(Cancel));
        using var elsewhere = new DeskClient(site.CreateSiteClient());
        await elsewhere.SubmitAsync("/connexion", new() { ["Address"] = address, ["Password"] = DeskClient.Password });

        var wrong = await DeskClient.ParseAsync(
            await here.SubmitAsync("/compte", new() { ["Current"] = "faux", ["Password"] = NewPassword, ["Again"] = NewPassword }));
        Assert.Contains("pas votre mot de passe actuel", wrong.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        await here.SubmitAsync("/compte", new() { ["Current"] = DeskClient.Password, ["Password"] = NewPassword, ["Again"] = NewPassword });

        Assert.Equal(HttpStatusCode.OK, (await here.Http.GetAsync("/redaction", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.Http.GetAsync("/redaction", Cancel)).StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        admin.Dispose();
        await site.DisposeAsync();
    }

    private async Task AddAsync(string address, bool invite)
    {
        var answer = await admin.SubmitAsync("/redaction/utilisateurs/ajout", new()
        {
            ["DisplayName"] = "Ada Blanc",
            ["Address"] = address,
            ["Role"] = "Correspondent",
            ["CiteId"] = $"{cite}",
            ["Invite"] = invite ? "true" : "false",
        });
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    /// <summary>How many mails left, once all have.</summary>
    private async Task<int> MailsAsync()
    {
        await Eventually.TrueAsync(async () => !await site.WithDatabaseAsync(db => db.OutgoingMails.AnyAsync(Cancel)), "all mails have left");
        var folder = Path.Combine(site.Folder, "outbox");
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml").Length : 0;
    }

    /// <summary>The path of the link in the mail to this address, once it has left.</summary>
    private async Task<string> LinkAsync(string address)
    {
        await MailsAsync();
        foreach (var file in Directory.GetFiles(Path.Combine(site.Folder, "outbox"), "*.eml"))
        {
            using var mail = await MimeMessage.LoadAsync(file, Cancel);
            if (mail.To.ToString().Contains(address, StringComparison.Ordinal) && Link().Match(mail.TextBody ?? "") is { Success: true } link)
            {
                return link.Groups[1].Value;
            }
        }

        throw new InvalidOperationException($"No link came to {address}.");
    }

    [GeneratedRegex(@"https://lettre\.example(/compte/\S+)")]
    private static partial Regex Link();

    /// <summary>Looks at each request whether the session still stands, not once a minute.</summary>
    private sealed class PromptSite : SiteFactory
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.Configure<SecurityStampValidatorOptions>(o => o.ValidationInterval = TimeSpan.Zero));
        }
    }
}
