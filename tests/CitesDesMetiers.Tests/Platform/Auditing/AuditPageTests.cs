using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Platform.Auditing;

/// <summary>The journal at the desk: searched, filtered, exported, and whether its chain is whole.</summary>
public sealed class AuditPageTests : IAsyncLifetime
{
    private const string Page = "/redaction/journal";

    private readonly ClockedSite site = new(Samples.Noon);
    private DeskClient admin = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => admin = await DeskClient.SignInAsync(site, Role.Administrator);

    [Fact]
    public async Task Fifty_entries_stand_on_a_page()
    {
        await site.LogAsync(60);

        Assert.Equal(50, await RowsAsync(""));
        Assert.Equal(11, await RowsAsync("?page=2"));
    }

    [Theory]
    [InlineData("sujet=reglages", 3)]
    [InlineData("sujet=connexions", 1)]
    [InlineData("acte=webhook-ajoute", 1)]
    [InlineData("q=Salon", 1)]
    [InlineData("q=ancienne", 1)]
    [InlineData("q=127.0.0", 0)]
    [InlineData("du=2099-01-01", 0)]
    [InlineData("au=2001-01-01", 0)]
    [InlineData("du=hier", 4)]
    [InlineData("personne=1", 2)]
    [InlineData("personne=0", 0)]
    public async Task It_is_searched_and_filtered(string query, int rows)
    {
        var user = await site.WithDatabaseAsync(db => db.Users.SingleAsync(Cancel));
        await site.RunAsync<AuditLog>(async log =>
        {
            await log.WriteAsync(AuditAction.SettingsChanged, "Nom", "ancienne valeur", "nouvelle valeur");
            await log.WriteAsync(AuditAction.WebhookAdded, "Salon");
            await log.WriteAsync(AuditAction.WebhookRemoved, user);
        });

        Assert.Equal(rows, await RowsAsync("?" + query.Replace("personne=1", $"personne={user.Id}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_day_is_a_day_of_Paris()
    {
        site.Clock.Now = new DateTime(2026, 11, 29, 22, 59, 0, DateTimeKind.Utc);
        await site.LogAsync(1);
        site.Clock.Now = new DateTime(2026, 11, 29, 23, 1, 0, DateTimeKind.Utc);
        await site.LogAsync(1);
        using var again = await DeskClient.SignInAsync(site, Role.Administrator);

        Assert.Equal(1, await RowsAsync("?sujet=reglages&du=2026-11-29&au=2026-11-29", again));
        Assert.Equal(1, await RowsAsync("?sujet=reglages&du=2026-11-30&au=2026-11-30", again));
    }

    [Fact]
    public async Task The_export_neutralises_formulas_follows_the_filter_and_is_an_entry()
    {
        await site.RunAsync<AuditLog>(log => log.WriteAsync(AuditAction.WebhookAdded, "=1+1", after: "@somme", by: new AuditPerson(null, "-nom")));

        var answer = await admin.SubmitAsync(Page + "?acte=webhook-ajoute", [], "/export?acte=webhook-ajoute");
        var lines = (await answer.Content.ReadAsStringAsync(Cancel)).Split("\r\n");

        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(3, lines.Length);
        Assert.EndsWith("Réglages;Webhook ajouté;'=1+1;;'@somme;'-nom;", lines[1], StringComparison.Ordinal);
        Assert.Equal("1 ligne exportée, d’après un filtre", Assert.Single(await site.EntriesAsync(AuditAction.LogExported)).Subject);
    }

    [Fact]
    public async Task It_says_whether_the_chain_is_whole_and_looks_again_when_asked()
    {
        await site.LogAsync(3);
        await site.SealAsync();
        Assert.Contains("Le journal est intact", await TextAsync(), StringComparison.Ordinal);

        await site.WithDatabaseAsync(db => db.AuditEntries.Where(e => e.Id == 2).ExecuteDeleteAsync(Cancel));
        Assert.Contains("Le journal est intact", await TextAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await admin.SubmitAsync(Page, [], "/verification")).StatusCode);

        var text = await TextAsync();
        Assert.Contains("Le journal n’est plus intact", text, StringComparison.Ordinal);
        Assert.Contains("La ligne scellée n° 2 a été supprimée.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_administrators_open_it()
    {
        using var editor = await DeskClient.SignInAsync(site, Role.Editor);

        Assert.Equal(HttpStatusCode.Forbidden, (await editor.Http.GetAsync(Page, Cancel)).StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        admin.Dispose();
        await site.DisposeAsync();
    }

    private async Task<int> RowsAsync(string query, DeskClient? reader = null) =>
        (await (reader ?? admin).GetAsync(Page + query)).QuerySelectorAll("main tbody tr").Length;

    private async Task<string> TextAsync() => (await admin.GetAsync(Page)).QuerySelector("main")!.TextContent;
}
