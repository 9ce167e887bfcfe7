using System.Security.Cryptography;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Demo;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Demo;

public sealed class DemoDataTests : IAsyncLifetime
{
    private readonly SiteFactory site = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task An_empty_database_becomes_a_living_newsletter() => await site.WithDatabaseAsync(async db =>
    {
        Assert.Equal(DemoResult.Filled, await FillAsync(db, DemoData.DefaultSubscribers));

        var now = DateTime.UtcNow;
        Assert.InRange(await db.Cites.CountAsync(Cancelled), 12, 20);
        Assert.Equal(30, await db.News.CountAsync(n => n.State == NewsState.Published, Cancelled));
        Assert.True(await db.News.CountAsync(Cancelled) >= 40);
        Assert.All(await db.News.ToListAsync(Cancelled), n => Assert.True(n.CreatedAt <= n.UpdatedAt && n.UpdatedAt < now));
        Assert.False(await db.News.AnyAsync(n => n.Body.Contains("{{"), Cancelled));
        Assert.Equal([41, 42, 43, 44], await db.Issues.OrderBy(i => i.Number).Select(i => i.Number).ToListAsync(Cancelled));
        Assert.Equal(3, await db.Editions.CountAsync(e => e.PublishedAt < now, Cancelled));
        Assert.Single(await db.Editions.SelectMany(e => e.Errata).ToListAsync(Cancelled));
        Assert.Equal(200, await db.Subscribers.CountAsync(s => s.State == SubscriberState.Confirmed, Cancelled));
        Assert.Equal(5, await db.Subscribers.CountAsync(s => s.State == SubscriberState.Pending, Cancelled));
        Assert.Equal(7, await db.Subscribers.CountAsync(s => s.State == SubscriberState.Unsubscribed, Cancelled));
        Assert.Empty(await db.Subscribers.Where(s => s.State == SubscriberState.Confirmed && s.ConsentEvents.Count != 2).ToListAsync(Cancelled));
        Assert.True(await db.ConsentEvents.AllAsync(e => e.Source == ConsentSource.Demonstration && e.At < now, Cancelled));
        Assert.True(await db.Subscribers.AllAsync(s => s.Address.EndsWith(".example"), Cancelled));
        var came = await db.Subscribers.OrderBy(s => s.Id).Select(s => s.CreatedAt).ToListAsync(Cancelled);
        Assert.Equal(came.Order(), came);
    });

    [Fact]
    public async Task Each_issue_carries_dates_and_the_one_in_progress_obeys_its_editor() => await site.WithDatabaseAsync(async db =>
    {
        await FillAsync(db, subscribers: 0);

        var agenda = await db.Agenda.ToListAsync(Cancelled);
        var issues = await db.Issues.Include(i => i.AgendaChoices).OrderBy(i => i.Number).ToListAsync(Cancelled);
        Assert.All(issues, issue => Assert.InRange(agenda.Count(issue.Carries), 3, 12));
        Assert.False(issues[3].Carries(agenda.Single(e => e.Title.StartsWith("Échange de conseillers", StringComparison.Ordinal))));
        Assert.True(issues[3].Carries(agenda.Single(e => e.Place == "Bologne")));
        Assert.False(issues[3].IsPublished);
    });

    [Fact]
    public async Task An_open_call_has_answers_silences_and_somebody_with_nothing_to_say() => await site.WithDatabaseAsync(async db =>
    {
        await FillAsync(db, subscribers: 0, async (cites, cancellation) =>
        {
            db.Users.AddRange(DemoAccounts.All.Select(a => new User(a.Address, a.DisplayName, a.Role, a.CiteSlug is { } slug ? cites[slug] : null)));
            await db.SaveChangesAsync(cancellation);
        });

        var now = DateTime.UtcNow;
        var call = await db.CallsForNews.Include(c => c.Invitations).SingleAsync(Cancelled);
        Assert.True(call.Deadline > now && call.OpenedAt < now && call.ClosedAt is null);
        Assert.Equal(3, call.Invitations.Count(i => i.AnsweredAt < now));
        Assert.Single(call.Invitations, i => i.NothingToSayAt is not null);
        Assert.Equal(2, call.Invitations.Count(i => !i.HasAnswered && i.Reminders == 1));
        Assert.Equal(5, await db.News.CountAsync(n => n.CallForNewsId == call.Id, Cancelled));
    });

    [Fact]
    public async Task A_database_that_holds_something_is_left_alone() => await site.WithDatabaseAsync(async db =>
    {
        db.Themes.Add(new Theme("Numérique", "numerique"));
        await db.SaveChangesAsync(Cancelled);

        Assert.Equal(DemoResult.DatabaseNotEmpty, await FillAsync(db, subscribers: 10));
        Assert.Equal(0, await db.Cites.CountAsync(Cancelled));
        Assert.Equal(0, await db.Subscribers.CountAsync(Cancelled));
    });

    [Fact]
    public async Task Thousands_of_subscribers_have_addresses_of_their_own() => await site.WithDatabaseAsync(async db =>
    {
        Assert.Equal(DemoResult.Filled, await FillAsync(db, subscribers: 5_000));

        Assert.Equal(5_000, await db.Subscribers.Select(s => s.NormalisedAddress).Distinct().CountAsync(Cancelled));
        Assert.Equal(4, await db.Subscribers.Select(s => s.Language).Distinct().CountAsync(Cancelled));
    });

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static Task<DemoResult> FillAsync(
        NewsletterContext db, int subscribers, Func<IReadOnlyDictionary<string, int>, CancellationToken, Task>? accounts = null) =>
        new DemoData(db, new AddressKeys(RandomNumberGenerator.GetBytes(32)), TimeProvider.System).FillAsync(
            (picture, text, credit, _) => StoreAsync(db, picture.Variants[0].Bytes, text, credit),
            (issueId, publishedAt, _) => PublishAsync(db, issueId, publishedAt),
            accounts,
            subscribers,
            Cancelled);

    private static async Task<MediaFile> StoreAsync(NewsletterContext db, byte[] image, string text, string? credit)
    {
        var file = new MediaFile(Convert.ToHexStringLower(SHA256.HashData(image)), text, credit, DateTime.UtcNow);
        file.AddVariant(MediaSize.Large, "image/jpeg", 1_600, 1_000, image);
        db.Media.Add(file);
        await db.SaveChangesAsync(Cancelled);
        return file;
    }

    private static async Task PublishAsync(NewsletterContext db, int issueId, DateTime publishedAt)
    {
        var issue = await db.Issues.Include(i => i.Sections).ThenInclude(s => s.Items).ThenInclude(i => i.NewsItem)
            .SingleAsync(i => i.Id == issueId, Cancelled);
        var content = new EditionContent
        {
            Number = issue.Number,
            Date = issue.Date,
            Language = issue.Language,
            Subject = issue.Subject,
            Preheader = issue.Preheader,
            NewsletterName = "InfoLettre",
            NetworkName = "Réseau",
            PublisherName = "Réseau",
            PublisherAddress = "Paris",
            Editorial = new(issue.Salutation, "", issue.ClosingFormula, issue.Signatory, issue.SignatoryRole),
        };
        db.Editions.Add(new Edition(issue, $"numero-{issue.Number}", content, "", "", publishedAt));
        foreach (var item in issue.Sections.SelectMany(s => s.Items))
        {
            item.NewsItem?.MarkPublished();
        }

        issue.MarkPublished(publishedAt);
        await db.SaveChangesAsync(Cancelled);
    }
}
