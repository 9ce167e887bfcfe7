using System.Net;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Site.Subscription;

/// <summary>What the permanent link at the foot of each mail is for.</summary>
public class PreferencesTests
{
    [Fact]
    public async Task The_permanent_link_changes_preferences_and_leaves_a_proof_of_it()
    {
        await using var site = new SmtpSite();
        using var visitor = site.Visitor();
        var cite = await site.AddCiteAsync("Cité des métiers de Gênes", "genes");
        var themes = await site.AddThemesAsync("Emploi", "Formation");
        var path = await site.SubscribedAsync();

        var answer = await visitor.SubmitAsync(
            path, new() { ["Language"] = "it", ["CiteId"] = $"{cite}", ["ThemeIds"] = $"{themes[0]}", ["Frequency"] = "Quarterly" }, "/preferences");

        Assert.Equal(path, answer.Headers.Location?.ToString());
        var page = await visitor.GetAsync(path);
        Assert.Contains("Vos préférences sont enregistrées", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("it", page.QuerySelector("#Language option[selected]")!.GetAttribute("value"));
        var subscriber = await site.SubscriberAsync();
        Assert.Equal(("it", cite, Frequency.Quarterly), (subscriber.Language, subscriber.CiteId, subscriber.Frequency));
        Assert.Equal(["Emploi"], subscriber.Themes.Select(t => t.Name));
        var proof = Assert.Single(subscriber.ConsentEvents, e => e.Kind is ConsentKind.PreferencesChanged);
        Assert.Equal(ConsentSource.SubscriptionPage, proof.Source);
        Assert.Equal(
            "Désormais : italien ; Cité des métiers de Gênes ; Emploi ; un récapitulatif par trimestre. Avant : français ; aucune Cité en particulier ; tous les thèmes ; chaque numéro.",
            proof.Detail);
    }

    [Fact]
    public async Task Pressed_twice_it_is_recorded_once()
    {
        await using var site = new SmtpSite();
        using var visitor = site.Visitor();
        var path = await site.SubscribedAsync();
        var page = await visitor.GetAsync(path);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => visitor.SendAsync(page, path, new() { ["Language"] = "it" }, "/preferences")));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Redirect, a.StatusCode));
        Assert.Single((await site.SubscriberAsync()).ConsentEvents, e => e.Kind is ConsentKind.PreferencesChanged);
    }

    [Fact]
    public async Task A_pause_holds_in_sending_until_its_day_and_can_be_ended()
    {
        await using var site = new SmtpSite();
        await site.AddSettingsAsync();
        using var visitor = site.Visitor();
        var path = await site.SubscribedAsync("lecteur1@example.org");
        var until = DateTime.UtcNow.AddDays(30);
        await visitor.SubmitAsync(path, new() { ["Until"] = until.ToString("yyyy-MM-dd", null) }, "/pause");
        Assert.Contains("en pause jusqu’au", (await visitor.GetAsync(path)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var reader = await site.SubscriberAsync("lecteur1@example.org");
        Assert.Equal(DateOnly.FromDateTime(until), reader.PausedUntil);
        Assert.Equal(0, await AudienceAsync(site, DateTime.UtcNow));
        Assert.Equal(1, await AudienceAsync(site, until));

        await visitor.SubmitAsync(path, [], "/reprise");

        Assert.Equal(1, await AudienceAsync(site, DateTime.UtcNow));
        Assert.Equal(
            [ConsentKind.Paused, ConsentKind.Resumed],
            (await site.SubscriberAsync("lecteur1@example.org")).ConsentEvents
                .Select(e => e.Kind)
                .Where(k => k is ConsentKind.Paused or ConsentKind.Resumed)
                .Order());
    }

    [Theory]
    [InlineData("")]
    [InlineData("2020-01-01")]
    [InlineData("2999-01-01")]
    [InlineData("demain")]
    public async Task A_pause_without_an_end_within_a_year_is_refused(string until)
    {
        await using var site = new SmtpSite();
        using var visitor = site.Visitor();
        var path = await site.SubscribedAsync();

        var answer = await visitor.SubmitAsync(path, new() { ["Until"] = until }, "/pause");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotNull((await DeskClient.ParseAsync(answer)).QuerySelector("#Until-erreur"));
        Assert.Null((await site.SubscriberAsync()).PausedUntil);
    }

    [Fact]
    public async Task Leaving_keeps_the_reason_and_the_link_then_offers_to_come_back()
    {
        await using var site = new SmtpSite();
        using var visitor = site.Visitor();
        var path = await site.SubscribedAsync();

        var tooLong = await DeskClient.ParseAsync(await visitor.SubmitAsync(path, new() { ["Reason"] = new string('a', 301) }, "/depart"));
        Assert.Contains("300 caractères au plus", tooLong.QuerySelector("#Reason-erreur")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(301, tooLong.QuerySelector("#Reason")!.TextContent.Trim().Length);
        await visitor.SubmitAsync(path, new() { ["Reason"] = "Trop long à lire.\nMerci !" }, "/depart");

        var subscriber = await site.SubscriberAsync();
        Assert.Equal(SubscriberState.Unsubscribed, subscriber.State);
        Assert.Equal("Trop long à lire.\nMerci !", Assert.Single(subscriber.ConsentEvents, e => e.Kind is ConsentKind.Withdrawn).Detail);
        var page = await visitor.GetAsync(path);
        Assert.Equal("Votre abonnement est terminé", page.QuerySelector("h1")!.TextContent);
        Assert.Equal("/inscription", page.QuerySelector("main a.button")!.GetAttribute("href"));
        await visitor.SendAsync(tooLong, path, new() { ["Language"] = "it" }, "/preferences");
        Assert.Equal("fr", (await site.SubscriberAsync()).Language);
    }

    private static Task<int> AudienceAsync(SmtpSite site, DateTime on) =>
        site.WithDatabaseAsync(db => Audience.Everyone.Among(db.Subscribers, db.Suppressions, DateOnly.FromDateTime(on)).CountAsync());
}
