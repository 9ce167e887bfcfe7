using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Newsletter.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk.Subscribers;

/// <summary>One subscriber who consented on paper, added by hand; and the figures that editors see.</summary>
public sealed class AdditionTests : IAsyncLifetime
{
    private readonly SiteFactory site = new();
    private DeskClient desk = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await site.AddSettingsAsync();
        desk = await DeskClient.SignInAsync(site, Role.Administrator);
    }

    [Fact]
    public async Task A_consent_on_paper_is_kept_with_its_source_and_date_and_the_person_is_welcomed()
    {
        await AddAsync("lea@lecteurs.example", DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-3));

        var reader = await site.WithDatabaseAsync(db => db.Subscribers.Include(s => s.ConsentEvents).SingleAsync(Cancel));
        Assert.Equal(SubscriberState.Confirmed, reader.State);
        var proof = Assert.Single(reader.ConsentEvents);
        Assert.Equal((ConsentSource.Desk, "Feuille du forum"), (proof.Source, proof.Wording));
        Assert.Equal(DateTime.UtcNow.Date.AddDays(-3), proof.At);
        Assert.True(await site.WithDatabaseAsync(db => db.OutgoingMails.AnyAsync(m => m.SubscriberId == reader.PublicId, Cancel))
            || Directory.EnumerateFiles(site.Outbox, "*.eml").Any());
    }

    [Fact]
    public async Task A_consent_of_more_than_three_years_ago_is_to_be_asked_for_again()
    {
        await AddAsync("lea@lecteurs.example", DateOnly.FromDateTime(DateTime.UtcNow).AddYears(-3).AddDays(-1));

        var state = await site.WithDatabaseAsync(db => db.Subscribers.Select(s => s.State).SingleAsync(Cancel));
        Assert.Equal(SubscriberState.Lapsed, state);
    }

    [Theory]
    [InlineData("connue@lecteurs.example", "Déjà abonné")]
    [InlineData("partie@lecteurs.example", "S’est désabonné")]
    [InlineData("pas une adresse", "Adresse électronique")]
    public async Task Who_cannot_be_added_is_refused_with_the_reason_and_nothing_typed_is_lost(string address, string reason)
    {
        await site.AddReaderAsync("connue@lecteurs.example");
        await site.AddReaderAsync(
            "partie@lecteurs.example",
            also: s => s.Unsubscribe(Readers.Proof(ConsentKind.Withdrawn, EmailAddress.Parse(s.Address), Samples.Noon.AddDays(1))));
        var page = await DeskClient.ParseAsync(await AddAsync(address, new DateOnly(2026, 1, 5)));

        Assert.Contains(reason, page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Feuille du forum", page.QuerySelector("#Source")!.GetAttribute("value"));
        Assert.Equal(2, await site.WithDatabaseAsync(db => db.Subscribers.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Figures_show_editors_how_many_and_from_where_and_never_an_address_or_a_small_group()
    {
        var mulhouse = await site.AddCiteAsync("Cité de Mulhouse", "mulhouse");
        var genes = await site.AddCiteAsync("Cité de Gênes", "genes");
        for (var i = 0; i < 6; i++)
        {
            var cite = i < 5 ? mulhouse : genes;
            await site.AddReaderAsync(
                $"lecteur{i}@lecteurs.example", DateTime.UtcNow.AddDays(-40), s => s.Prefer("fr", cite, [], Frequency.EachIssue));
        }

        using var editor = await DeskClient.SignInAsync(site, Role.Editor);
        var page = await editor.GetAsync("/redaction/abonnes/chiffres");
        var text = page.QuerySelector("main")!.TextContent;

        Assert.Contains("6 personnes reçoivent", text.Replace('\u00A0', ' ').Replace('\u202F', ' '), StringComparison.Ordinal);
        Assert.DoesNotContain("@", text, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("svg[role=img] title"));
        Assert.Equal("moins de 5", page.QuerySelectorAll("th").Single(h => h.TextContent == "Cité de Gênes").NextElementSibling!.TextContent);
        Assert.Equal("5", page.QuerySelectorAll("th").Single(h => h.TextContent == "Cité de Mulhouse").NextElementSibling!.TextContent);
        var months = page.QuerySelectorAll("details td").Select(c => c.TextContent).ToList();
        Assert.Equal(("0", "6"), (months[0], months[^1]));
    }

    public async ValueTask DisposeAsync()
    {
        desk.Dispose();
        await site.DisposeAsync();
    }

    private Task<HttpResponseMessage> AddAsync(string address, DateOnly day) =>
        desk.SubmitAsync("/redaction/abonnes/ajout", new()
        {
            ["Address"] = address,
            ["Source"] = "Feuille du forum",
            ["ConsentOn"] = day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        });
}
