using System.Text;
using System.Text.Json;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Site.Subscription;

/// <summary>All that is held about somebody: taken away as a file, or erased.</summary>
public class OwnDataTests
{
    [Fact]
    public async Task The_files_hold_everything_and_a_spreadsheet_reads_no_formula_in_them()
    {
        await using var site = new SmtpSite();
        using var visitor = site.Visitor();
        var dispatch = await site.DispatchAsync(1);
        await site.CompletedAsync(dispatch);
        var keys = await site.KeysAsync();
        var permanent = "/abonnement/" + keys.ManageToken((await site.SubscriberAsync("lecteur1@example.org")).PublicId);
        await site.AddThemesAsync("=1+1");
        var theme = await site.WithDatabaseAsync(db => db.Themes.Select(t => t.Id).SingleAsync());
        await visitor.SubmitAsync(permanent, new() { ["ThemeIds"] = $"{theme}" }, "/preferences");
        var fresh = await site.AskForLinkAsync(visitor, "lecteur1@example.org");

        var json = await visitor.SubmitAsync(fresh, [], "/donnees");
        var csv = await PressAsync(visitor, fresh, "csv");

        Assert.Equal(
            ("application/json", "attachment"),
            (json.Content.Headers.ContentType?.MediaType, json.Content.Headers.ContentDisposition?.DispositionType));
        Assert.Contains("no-store", json.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        using var data = JsonDocument.Parse(await json.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var root = data.RootElement;
        Assert.Equal("lecteur1@example.org", root.GetProperty("abonnement").GetProperty("adresse").GetString());
        Assert.Equal("=1+1", root.GetProperty("preferences").GetProperty("themes").GetString());
        Assert.Equal(
            ["Demande d’abonnement", "Consentement", "Préférences modifiées"],
            root.GetProperty("consentements").EnumerateArray().Select(e => e.GetProperty("nature").GetString()));
        Assert.Equal("Parti", root.GetProperty("envois")[0].GetProperty("etat").GetString());
        Assert.Equal(0, root.GetProperty("opposition").GetArrayLength());
        var lines = Encoding.UTF8.GetString(await csv.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).TrimStart('\uFEFF')
            .Split("\r\n");
        Assert.Equal("text/csv", csv.Content.Headers.ContentType?.MediaType);
        Assert.Contains("abonnement;;adresse;lecteur1@example.org", lines);
        Assert.Contains("preferences;;themes;'=1+1", lines);
        Assert.Contains("envois;1;etat;Parti", lines);
        Assert.Equal(2, await site.WithDatabaseAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.DataDownloaded)));
    }

    [Fact]
    public async Task Erasing_asks_once_names_what_is_lost_and_says_when_it_is_done()
    {
        await using var site = new SmtpSite();
        using var visitor = site.Visitor();
        await site.SubscribedAsync();
        var fresh = await site.AskForLinkAsync(visitor);

        var page = await visitor.GetAsync(fresh + "/effacement");
        Assert.Contains("les preuves de consentement", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(SubscriberState.Confirmed, (await site.SubscriberAsync()).State);
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => visitor.SendAsync(page, fresh + "/effacement", [])));

        Assert.Contains(answers, a => a.Headers.Location?.ToString() == "/abonnement/efface");
        Assert.Equal("Vos données sont effacées", (await visitor.GetAsync("/abonnement/efface")).QuerySelector("h1")!.TextContent);
        Assert.False(await site.WithDatabaseAsync(db => db.Subscribers.AnyAsync(s => s.Address == OwnLinks.Jeanne)));
        Assert.False(await site.WithDatabaseAsync(db => db.ConsentEvents.AnyAsync()));
        Assert.Equal(SuppressionReason.Erasure, (await site.WithDatabaseAsync(db => db.Suppressions.SingleAsync())).Reason);
    }

    [Fact]
    public async Task Who_was_erased_comes_back_by_themselves_only()
    {
        await using var site = new SmtpSite();
        using var visitor = site.Visitor();
        await site.SubscribedAsync();
        await visitor.SubmitAsync(await site.AskForLinkAsync(visitor) + "/effacement", []);
        site.Clock.Forward(TimeSpan.FromDays(1));

        await WishesTests.SignUpAsync(site, visitor, OwnLinks.Jeanne, []);
        Assert.Equal(SubscriberState.Pending, (await site.SubscriberAsync()).State);
        await visitor.SubmitAsync(OwnLinks.PathIn(await site.MailAsync(2), "/inscription/confirmer/"), []);

        Assert.Equal(SubscriberState.Confirmed, (await site.SubscriberAsync()).State);
        Assert.False(await site.WithDatabaseAsync(db => db.Suppressions.AnyAsync()));
    }

    private static async Task<HttpResponseMessage> PressAsync(DeskClient visitor, string path, string format)
    {
        var page = await visitor.GetAsync(path);
        using var body = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["format"] = format,
            ["__jeton"] = page.QuerySelector("[name=__jeton]")!.GetAttribute("value")!,
        });
        return await visitor.Http.PostAsync(path + "/donnees", body);
    }
}
