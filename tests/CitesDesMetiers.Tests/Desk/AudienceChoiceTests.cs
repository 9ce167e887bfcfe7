using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk;

/// <summary>Whom an issue goes to is chosen on its page of publication, and counted there.</summary>
public sealed class AudienceChoiceTests : IAsyncLifetime
{
    private readonly SiteFactory site = new();
    private DeskClient desk = null!;
    private int issue;

    private string Publication => $"/redaction/numeros/{issue}/publication";

    public async ValueTask InitializeAsync()
    {
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
        Assert.Equal("es", await site.WithDatabaseAsync(db => db.Issues.Select(i => i.Audience.Language).SingleAsync(TestContext.Current.CancellationToken)));
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
        Assert.Contains("existe déjà dans cette langue", await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        desk.Dispose();
        await site.DisposeAsync();
    }

    private async Task<string> DepartureAsync() => (await desk.GetAsync(Publication)).QuerySelector("[aria-labelledby=envoi]")!.TextContent.Replace('\u00A0', ' ');
}
