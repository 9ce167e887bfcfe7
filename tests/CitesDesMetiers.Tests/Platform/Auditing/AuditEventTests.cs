using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Newsletter.Subscribers;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CitesDesMetiers.Tests.Platform.Auditing;

/// <summary>What people do on the site is in the audit log, with who did it, and reaches the technical log under a stable number.</summary>
public sealed class AuditEventTests : IAsyncLifetime
{
    private readonly LoggedSite site = new();
    private DeskClient admin = null!;

    /// <summary>What is done, and the entries that it leaves, in their order: the act, the subject, the values before and after.</summary>
    private static readonly Dictionary<string, (Func<AuditEventTests, Task> Do, string[] Entries)> Acts = new()
    {
        ["signs in"] = (_ => Task.CompletedTask, ["SignedIn: Appareil inconnu | →"]),
        ["signs out"] = (t => t.PostAsync("/deconnexion"), ["SignedOut: Appareil inconnu | →"]),
        ["guesses"] = (
            async t =>
            {
                using var visitor = new DeskClient(t.site.CreateSiteClient());
                await visitor.SubmitAsync("/connexion", new() { ["Address"] = t.admin.Address, ["Password"] = "faux" });
                await visitor.SubmitAsync("/connexion", new() { ["Address"] = "nul.nom@ailleurs.example", ["Password"] = "faux" });
                await visitor.SubmitAsync("/connexion", new() { ["Address"] = "mon-mot-de-passe", ["Password"] = "faux" });
                await t.WriteRepeatedAsync();
            },
            [
                "SignInFailed: Adresse sans compte : n…@ailleurs.example | →", "SignInFailed: Compte : Essai Administrator | →",
                "SignInFailed: Adresse sans compte : n…@ailleurs.example | → 1 autre fois en une heure",
            ]),
        ["is refused a page"] = (
            async t =>
            {
                using var editor = await DeskClient.SignInAsync(t.site, Role.Editor);
                Assert.Equal(HttpStatusCode.Forbidden, (await editor.Http.GetAsync("/redaction/journal", Cancel)).StatusCode);
                Assert.Equal(HttpStatusCode.Forbidden, (await editor.Http.GetAsync("/redaction/abonnes", Cancel)).StatusCode);
                await t.WriteRepeatedAsync();
            },
            ["Denied: Page : /redaction/journal | →", "Denied: Page : /redaction/journal | → 1 autre fois en une heure"]),
        ["opens an account"] = (
            t => t.admin.SubmitAsync(
                "/redaction/utilisateurs/ajout", new() { ["DisplayName"] = "Ada", ["Address"] = "ada@cite.example", ["Role"] = "Editor" }),
            [
                "AccountCreated: Compte : Ada | → Rédacteur (approuver et envoyer un numéro)", "AccountInvited: Compte : Ada | →",
            ]),
        ["changes an account"] = (
            t => t.ChangeAsync(new() { ["DisplayName"] = "Bea", ["Address"] = "bea@cite.example", ["Role"] = "Administrator" }),
            [
                "AccountChanged: Compte : Bea | Ada → Bea", "AddressChanged: Compte : Bea | a…@cite.example → b…@cite.example",
                "RoleChanged: Compte : Bea | Rédacteur (approuver et envoyer un numéro) → Administrateur (approuver et envoyer un numéro)",
            ]),
        ["takes a right away"] = (
            t => t.ChangeAsync(new() { ["MaySend"] = "false" }),
            ["RightsChanged: Compte : Ada | Rédacteur (approuver et envoyer un numéro) → Rédacteur (approuver un numéro)"]),
        ["blocks and unblocks"] = (
            async t =>
            {
                var id = await t.AddAsync();
                await t.admin.SubmitAsync($"/redaction/utilisateurs/{id}", [], "/blocage");
                await t.admin.SubmitAsync($"/redaction/utilisateurs/{id}", [], "/deblocage");
            },
            ["AccountBlocked: Compte : Ada | →", "AccountUnblocked: Compte : Ada | →"]),
        ["changes the own password"] = (
            t => t.admin.SubmitAsync(
                "/compte", new() { ["Current"] = DeskClient.Password, ["Password"] = "cinq-tuiles-rouges", ["Again"] = "cinq-tuiles-rouges" }),
            ["PasswordChanged: Compte : Essai Administrator | →"]),
        ["asks for a link"] = (
            async t =>
            {
                using var visitor = new DeskClient(t.site.CreateSiteClient());
                await visitor.SubmitAsync("/mot-de-passe-oublie", new() { ["Address"] = t.admin.Address });
            },
            ["PasswordLinkSent: Compte : Essai Administrator | →"]),
        ["opens and closes a calendar"] = (
            async t =>
            {
                await t.admin.SubmitAsync("/compte", [], "/calendrier");
                await t.admin.SubmitAsync("/compte", [], "/calendrier/fermer");
            },
            ["CalendarOpened: Compte : Essai Administrator | →", "CalendarClosed: Compte : Essai Administrator | →"]),
        ["changes settings"] = (
            async t =>
            {
                await t.site.AddSettingsAsync();
                await t.admin.SubmitAsync(
                    "/redaction/reglages", new() { ["NewsletterName"] = "Lettre d’essai", ["ContactAddress"] = "autre@reseau.example" });
            },
            [
                "SettingsChanged: Nom de la lettre | InfoLettre → Lettre d’essai",
                "SettingsChanged: Adresse électronique de contact | c…@reseau.example → a…@reseau.example",
            ]),
        ["approves, schedules, withdraws"] = (
            async t =>
            {
                var page = $"/redaction/numeros/{await t.IssueAsync()}/envoi";
                await t.admin.SubmitAsync(page, [], "/approbation");
                await t.admin.SubmitAsync(page, new() { ["Date"] = "2099-03-02", ["Time"] = "09:00" }, "/programmation");
                await t.admin.SubmitAsync(page, [], "/programmation/retrait");
                await t.admin.SubmitAsync(page, [], "/approbation/retrait");
            },
            [
                "ApprovalGiven: Numéro 7 | →", "IssueScheduled: Numéro 7 | → 2 mars 2099 à 9 h", "ScheduleCancelled: Numéro 7 | 2 mars 2099 à 9 h →",
                "ApprovalWithdrawn: Numéro 7 | →",
            ]),
        ["loses an approval by a change"] = (
            async t =>
            {
                var id = await t.IssueAsync();
                await t.admin.SubmitAsync($"/redaction/numeros/{id}/envoi", [], "/approbation");
                await t.admin.SubmitAsync($"/redaction/numeros/{id}/textes", new() { ["Subject"] = "Un autre objet" });
            },
            ["ApprovalGiven: Numéro 7 | →", "ApprovalWithdrawn: Numéro 7, dont le contenu a changé | →"]),
        ["publishes and corrects"] = (
            async t =>
            {
                var id = await t.IssueAsync();
                await t.admin.SubmitAsync($"/redaction/numeros/{id}/envoi", [], "/approbation");
                await t.admin.SubmitAsync($"/redaction/numeros/{id}/envoi", [], "/publication");
                await t.admin.SubmitAsync($"/redaction/numeros/{id}/errata", new() { ["Text"] = "La réunion est à 10 h." });
            },
            [
                "ApprovalGiven: Numéro 7 | →", "IssuePublished: Numéro 7 | →", "DispatchStarted: Numéro 7 | → 2 destinataires",
                "ErratumPublished: Numéro 7 | → La réunion est à 10 h.",
            ]),
        ["exports the log"] = (
            t => t.PostAsync("/redaction/journal/export?sujet=connexions"), ["LogExported: 1 ligne exportée, d’après un filtre | →"]),
    };

    public static TheoryData<string> ActNames => [.. Acts.Keys];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => admin = await DeskClient.SignInAsync(site, Role.Administrator);

    [Theory]
    [MemberData(nameof(ActNames))]
    public async Task Whoever(string act)
    {
        await Acts[act].Do(this);

        var written = (await site.EntriesAsync()).Select(e => (e, Text: Words(e))).ToList();
        var expected = Acts[act].Entries;
        Assert.All(expected, text => Assert.Contains(text, written.Select(w => w.Text)));
        Assert.Distinct(written.Select(w => w.Text).Where(expected.Contains));
        foreach (var (entry, _) in written.Where(w => expected.Contains(w.Text)))
        {
            Assert.NotEqual("", entry.ByName);
            Assert.DoesNotContain(admin.Address, Words(entry), StringComparison.Ordinal);
            var (id, level, message) = Assert.Single(site.Logger.Lines, l => l.Message.Contains($"entry {entry.Id},", StringComparison.Ordinal));
            Assert.Equal((int)entry.Action, id.Id);
            Assert.Equal(entry.Action.ToString(), id.Name);
            Assert.True(level is LogLevel.Information or LogLevel.Warning);
            Assert.DoesNotContain("Essai", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_entry_names_the_signed_in_person_and_the_masked_network()
    {
        var entry = Assert.Single(await site.EntriesAsync(AuditAction.SignedIn));

        Assert.Equal("Essai Administrator", entry.ByName);
        Assert.Equal(await site.WithDatabaseAsync(db => db.Users.Select(u => u.Id).SingleAsync(Cancel)), entry.UserId);
        Assert.Null(entry.Before);
    }

    [Fact]
    public async Task A_thousand_guesses_become_two_entries_an_hour()
    {
        await site.RunAsync<RepeatedEvents>(events =>
        {
            Enumerable.Range(0, 1_000).ToList().ForEach(_ => events.Note(AuditAction.SignInFailed, null, "Adresse sans compte"));
            return Task.CompletedTask;
        });

        await WriteAsync(all: false);
        await WriteAsync(all: false);
        Assert.Single(await site.EntriesAsync(AuditAction.SignInFailed));
        site.Clock.Now = site.Clock.Now.AddHours(1);
        await WriteAsync(all: false);
        await WriteAsync(all: false);

        var entries = await site.EntriesAsync(AuditAction.SignInFailed);
        Assert.Equal([null, "999 autres fois en une heure"], entries.Select(e => e.After));
        Assert.Equal(TimeSpan.FromHours(1), entries[1].At - entries[0].At);
    }

    [Fact]
    public async Task An_act_that_is_not_saved_leaves_no_entry_and_no_event()
    {
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
        var log = scope.ServiceProvider.GetRequiredService<AuditLog>();

        log.Add(AuditAction.SettingsChanged, "jamais");
        db.ChangeTracker.Clear();
        log.Add(AuditAction.SettingsChanged, "une fois");
        await db.SaveChangesAsync(Cancel);
        await db.SaveChangesAsync(Cancel);

        Assert.Equal(["une fois"], (await site.EntriesAsync(AuditAction.SettingsChanged)).Select(e => e.Subject));
        Assert.Single(site.Logger.Lines, l => l.Id.Id == (int)AuditAction.SettingsChanged);
    }

    public async ValueTask DisposeAsync()
    {
        admin.Dispose();
        await site.DisposeAsync();
    }

    private static string Words(AuditEntry entry) =>
        $"{entry.Action}: {entry.Subject} | {entry.Before} → {entry.After}".Replace('\u00A0', ' ').Replace("|  →", "| →", StringComparison.Ordinal)
            .Trim();

    private Task WriteRepeatedAsync() => WriteAsync(all: true);

    private async Task WriteAsync(bool all)
    {
        var events = site.Services.GetRequiredService<RepeatedEvents>();
        await site.RunAsync<AuditLog>(log => events.WriteAsync(log, all));
    }

    private Task<int> AddAsync() =>
        site.WithDatabaseAsync(async db =>
        {
            var user = new User("ada@cite.example", "Ada", Role.Editor)
            {
                NormalizedEmail = "ADA@CITE.EXAMPLE",
                NormalizedUserName = "ADA@CITE.EXAMPLE",
                SecurityStamp = "AAAA",
            };
            db.Users.Add(user);
            await db.SaveChangesAsync();
            return user.Id;
        });

    private async Task ChangeAsync(Dictionary<string, string> values) =>
        await admin.SubmitAsync($"/redaction/utilisateurs/{await AddAsync()}", values);

    private async Task<int> IssueAsync()
    {
        await site.AddSettingsAsync();
        await site.AddSubscribersAsync(2);
        return await site.AddIssueAsync();
    }

    /// <summary>Posts to an address that no form of a main part leads to.</summary>
    private async Task PostAsync(string path)
    {
        var token = (await admin.GetAsync("/compte")).QuerySelector("input[name=__jeton]")!.GetAttribute("value")!;
        using var content = new FormUrlEncodedContent([new("__jeton", token)]);
        var answer = await admin.Http.PostAsync(path, content, Cancel);
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect, answer.StatusCode.ToString());
    }

    /// <summary>A site whose audit events the test reads.</summary>
    private sealed class LoggedSite() : ClockedSite(Samples.Noon)
    {
        public LineKeeper Logger { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton<ILogger<AuditLog>>(Logger));
        }
    }

    private sealed class LineKeeper : ILogger<AuditLog>
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<(EventId Id, LogLevel Level, string Message)> lines = [];

        public IReadOnlyCollection<(EventId Id, LogLevel Level, string Message)> Lines => lines;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue((eventId, logLevel, formatter(state, exception)));
    }
}
