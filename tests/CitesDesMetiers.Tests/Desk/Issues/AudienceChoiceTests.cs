using System.Net;
using AngleSharp.Dom;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Newsletter.Subscribers;
using CitesDesMetiers.Web.Newsletter.Issues;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Desk.Issues;

/// <summary>Whom an issue goes to is chosen on its page of publication, and counted there.</summary>
public sealed class AudienceChoiceTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private SiteFactory site = null!;
    private DeskClient desk = null!;
    private int issue;

    private string Publication => $"/redaction/numeros/{issue}/envoi";

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        await site.AddSettingsAsync();
        issue = await site.WithDatabaseAsync(async db =>
        {
            var made = new Issue(12, new DateOnly(2026, 11, 27));
            db.Add(made);
            await db.SaveChangesAsync();
            return made.Id;
        });
        await site.AddReaderAsync("a@lecteurs.example");
        await site.AddReaderAsync("b@lecteurs.example", also: s => s.Prefer("es", null, [], Frequency.EachIssue));
        await site.AddReaderAsync("c@lecteurs.example", also: s => s.Prefer("es", null, [], Frequency.EachIssue));
        desk = await DeskClient.SignInAsync(site, Role.Editor);
    }

    [Fact]
    public async Task Choosing_a_language_narrows_the_count_and_says_who_they_are()
    {
        Assert.Contains("tous les abonnés", await DepartureAsync(), StringComparison.Ordinal);
        Assert.Contains("3 abonnés", await DepartureAsync(), StringComparison.Ordinal);

        using var answer = await desk.SubmitAsync(Publication, new() { ["AudienceLanguage"] = "es" }, "/destinataires");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("les abonnés en espagnol", await DepartureAsync(), StringComparison.Ordinal);
        Assert.Contains("2 abonnés", await DepartureAsync(), StringComparison.Ordinal);
        Assert.Equal(
            "es", await site.WithDatabaseAsync(db => db.Issues.Select(i => i.Audience.Language).SingleAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_version_in_another_language_takes_its_readers_from_the_main_one()
    {
        using var answer = await desk.SubmitAsync("/redaction/numeros/ajout", new() { ["Number"] = "12", ["Language"] = "es" });

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var departure = await DepartureAsync();
        Assert.Contains("sauf ceux en espagnol", departure, StringComparison.Ordinal);
        Assert.Contains("1 abonné", departure, StringComparison.Ordinal);

        using var again = await desk.SubmitAsync("/redaction/numeros/ajout", new() { ["Number"] = "12", ["Language"] = "es" });
        Assert.Contains(
            "existe déjà dans cette langue", await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_choice_says_how_many_the_issue_would_reach_with_it()
    {
        var page = await desk.GetAsync(Publication);

        Assert.Contains("Espagnol (2)", Options(page, "AudienceLanguage"));
        Assert.Contains("Italien (0)", Options(page, "AudienceLanguage"));
        Assert.Equal(["Toutes (3)", "Mission locale (3)"], Options(page, "AudienceOrganisation"));

        await desk.SubmitAsync(Publication, new() { ["AudienceLanguage"] = "es" }, "/destinataires");
        page = await desk.GetAsync(Publication);
        Assert.Equal(["Toutes (2)", "Mission locale (2)"], Options(page, "AudienceOrganisation"));
        Assert.Contains("Français (1)", Options(page, "AudienceLanguage"));
    }

    [Fact]
    public async Task An_organisation_that_no_subscriber_has_is_refused()
    {
        await desk.SubmitAsync(Publication, new() { ["AudienceOrganisation"] = "Une inconnue" }, "/destinataires");

        var page = await desk.GetAsync(Publication);
        Assert.Contains(
            "Aucun abonné n’est de l’organisation « Une inconnue »", Plain(page.QuerySelector("main")!.TextContent), StringComparison.Ordinal);
        Assert.Null(await site.WithDatabaseAsync(db => db.Issues.Select(i => i.Audience.Organisation).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task An_issue_for_nobody_is_blocked_with_the_reason_and_never_published()
    {
        var whole = await site.AddIssueAsync(13);
        await site.WithDatabaseAsync(async db =>
        {
            (await db.Issues.SingleAsync(i => i.Id == whole, Cancel)).Address(new Audience(Organisation: "Une maison fermée"));
            await db.SaveChangesAsync(Cancel);
        });
        await site.ApproveAsync(whole);

        var page = await desk.GetAsync($"/redaction/numeros/{whole}/envoi");
        var findings = (await desk.GetAsync($"/redaction/numeros/{whole}/verification")).QuerySelector("#constats")!;
        Assert.Contains("Personne ne recevrait ce numéro", findings.TextContent, StringComparison.Ordinal);
        Assert.Contains("Une maison fermée (0)", Options(page, "AudienceOrganisation"));
        Assert.Null(page.QuerySelector("form[action$='/publication']"));

        await using var scope = site.Services.CreateAsyncScope();
        var refused = Assert.IsType<PublicationResult.Blocked>(
            await scope.ServiceProvider.GetRequiredService<Publisher>().PublishAsync(whole, null, Cancel));
        Assert.Contains(refused.Findings, f => f.Message.StartsWith("Personne ne recevrait", StringComparison.Ordinal));
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.Editions.CountAsync(Cancel)));
    }

    public ValueTask DisposeAsync()
    {
        desk.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> DepartureAsync() =>
        (await desk.GetAsync(Publication)).QuerySelector("[aria-labelledby=envoi]")!.TextContent.Replace('\u00A0', ' ');

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Plain(string text) => text.Replace('\u00A0', ' ').Replace('\u202F', ' ');

    private static List<string> Options(IParentNode page, string field) =>
        [.. page.QuerySelectorAll($"#{field} option").Select(o => Plain(o.TextContent))];
}
