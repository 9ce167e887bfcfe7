using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Newsletter.Issues;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Newsletter.Subscribers;

/// <summary>Whom an issue goes to: counted before sending, and the same when it is sent.</summary>
public sealed class AudienceTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 27);
    private static readonly string[] Languages = ["fr", "es", "pt"];
    private readonly SiteFactory site = new();
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private int charleroi;
    private int works;

    public async ValueTask InitializeAsync()
    {
        charleroi = await site.AddCiteAsync("Cité des métiers de Charleroi", "charleroi");
        var keys = await site.Services.GetRequiredService<AddressKeyStore>().GetAsync(default);
        works = await site.WithDatabaseAsync(async db =>
        {
            var (work, study) = (new Theme("Travail", "travail"), new Theme("Études", "etudes"));
            for (var i = 0; i < 96; i++)
            {
                var address = EmailAddress.Parse($"l{i}@lecteurs.example");
                var reader = new Subscriber(address, keys.KeyOf(address), "fr", i % 5 == 0 ? "Mission locale" : null, Samples.Noon);
                reader.Confirm(Event(ConsentKind.Confirmed, address));
                reader.Prefer(
                    Languages[i % 3], i % 4 == 0 ? charleroi : null,
                    (i % 7) switch { 0 => [work], 1 => [study], 2 => [work, study], _ => [] }, i % 11 == 0
                        ? Frequency.Quarterly
                        : Frequency.EachIssue);
                if (i % 13 == 0)
                {
                    reader.Pause(Today.AddDays(i % 2), Event(ConsentKind.Paused, address));
                }

                if (i % 17 == 0)
                {
                    reader.Unsubscribe(Event(ConsentKind.Withdrawn, address));
                }

                if (i % 19 == 0)
                {
                    db.Add(new Suppression(reader.AddressKey, SuppressionReason.Bounce, Samples.Noon));
                }

                db.Add(reader);
            }

            await db.SaveChangesAsync();
            return work.Id;
        });
    }

    [Fact]
    public async Task The_count_shown_is_the_number_queued_for_every_audience()
    {
        foreach (var audience in Audiences())
        {
            var counted = await site.WithDatabaseAsync(db => audience.Among(db.Subscribers, db.Suppressions, Today).Select(s => s.Id).ToListAsync());
            var queued = await QueuedAsync(audience);

            Assert.Equal(counted.Order(), queued.Order());
        }

        Assert.NotEmpty(await QueuedAsync(new Audience("fr", charleroi)));
    }

    [Fact]
    public async Task Nobody_who_left_paused_beyond_today_or_is_suppressed_is_in_any_audience()
    {
        var everyone = await site.WithDatabaseAsync(db => Audience.Everyone.Among(db.Subscribers, db.Suppressions, Today).ToListAsync());

        Assert.All(everyone, s => Assert.True(s.State is SubscriberState.Confirmed && (s.PausedUntil is null || s.PausedUntil <= Today)));
        Assert.Contains(everyone, s => s.PausedUntil == Today);
        Assert.DoesNotContain(everyone, s => s.Frequency is Frequency.Quarterly);
    }

    [Fact]
    public async Task Of_a_number_without_French_the_first_version_reaches_all_the_others()
    {
        var (spanish, english) = await site.WithDatabaseAsync(async db =>
        {
            var (es, en) = (new Issue(8, Today), new Issue(8, Today));
            es.Identify(8, Today, "es");
            en.Identify(8, Today, "en");
            db.Add(es);
            await db.SaveChangesAsync();
            db.Add(en);
            await db.SaveChangesAsync();
            return (es, en);
        });
        await using var scope = site.Services.CreateAsyncScope();
        var audiences = scope.ServiceProvider.GetRequiredService<IssueAudience>();

        Assert.Equal(Audience.Everyone with { ExceptLanguages = ",en," }, await audiences.OfAsync(spanish, Cancel));
        Assert.Equal(Audience.Everyone with { Language = "en" }, await audiences.OfAsync(english, Cancel));
    }

    [Fact]
    public async Task A_number_in_two_languages_reaches_each_reader_once_in_theirs()
    {
        var (french, spanish) = await site.WithDatabaseAsync(async db =>
        {
            var (fr, es) = (new Issue(7, Today), new Issue(7, Today));
            es.Identify(7, Today, "es");
            db.AddRange(fr, es);
            await db.SaveChangesAsync();
            return (fr, es);
        });
        await using var scope = site.Services.CreateAsyncScope();
        var audiences = scope.ServiceProvider.GetRequiredService<IssueAudience>();

        var (inFrench, inSpanish) = (
            await QueuedAsync(await audiences.OfAsync(french, Cancel)),
            await QueuedAsync(await audiences.OfAsync(spanish, Cancel)));

        var languages = await site.WithDatabaseAsync(db => db.Subscribers.ToDictionaryAsync(s => s.Id, s => s.Language));
        Assert.All(inSpanish, id => Assert.Equal("es", languages[id]));
        Assert.All(inFrench, id => Assert.NotEqual("es", languages[id]));
        Assert.Equal((await QueuedAsync(Audience.Everyone)).Order(), inFrench.Concat(inSpanish).Order());
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private IEnumerable<Audience> Audiences() =>
        from language in (string?[])[null, "fr", "es", "de"]
        from cite in (int?[])[null, charleroi]
        from theme in (int?[])[null, works]
        from organisation in (string?[])[null, "Mission locale", "Aucune"]
        from except in (string?[])[null, ",es,pt,"]
        from frequency in Enum.GetValues<Frequency>()
        select new Audience(language, cite, theme, organisation) { ExceptLanguages = except, Frequency = frequency };

    /// <summary>Queues for real, and takes it back.</summary>
    private Task<List<int>> QueuedAsync(Audience audience) =>
        site.WithDatabaseAsync(db => db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var edition = Editions.Of(99);
            db.Add(edition.Issue);
            await db.SaveChangesAsync();
            var dispatch = new Dispatch(edition.Freeze(), Samples.Noon, null, audience);
            db.Add(dispatch);
            await db.SaveChangesAsync();
            await db.Database.ExecuteSqlRawAsync(
                DatabaseProvider.Of(db.Database).QueueDeliveries, [dispatch.Id, Samples.Noon, "lettre.example", .. audience.Parameters(Today)]);
            return await db.Deliveries.Where(d => d.DispatchId == dispatch.Id).Select(d => d.SubscriberId).ToListAsync();
        }));

    private static ConsentEvent Event(ConsentKind kind, EmailAddress address) => Readers.Proof(kind, address, Samples.Noon);
}
