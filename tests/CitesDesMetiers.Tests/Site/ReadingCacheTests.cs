using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Letters;
using CitesDesMetiers.Web.Platform.Reading;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Site;

/// <summary>Pages are kept for those who are not signed in, until something on the site changes.</summary>
public sealed class ReadingCacheTests(SharedSite<PublishedSite> shared) : IClassFixture<SharedSite<PublishedSite>>, IAsyncLifetime
{
    private const string Issue = "/numeros/" + SampleEdition.Slug;
    private const string Article = "/actualites/" + PublishedSite.Article;
    private const string Subject = "Le sujet du jour";
    private const string Browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private PublishedSite site = null!;

    /// <summary>An address of each kind of reading page.</summary>
    public static TheoryData<string> Paths =>
    [
        "/", "/numeros", Issue, Issue + "/courriel", "/actualites", "/actualites?annee=2018&page=1", Article, "/agenda", "/agenda.ics",
        "/agenda/1.ics", "/cites", "/cites/estuaire", "/cites/estuaire.ics", "/recherche?q=métiers", "/recherche?q=métiers&annee=2018&tri=date",
        "/recherche.atom?q=métiers", "/recherche.xml", "/feed.atom", "/feed.atom?cite=estuaire", "/feed.json", "/mentions-legales",
        "/confidentialite", "/accessibilite", "/sitemap.xml", "/robots.txt", "/inserer/actualites", "/inserer/agenda?cite=estuaire",
        "/inserer/numero", "/api", "/api/v1/numeros", "/api/v1/numeros/" + SampleEdition.Slug, "/api/v1/actualites", "/api/v1" + Article,
        "/api/v1/agenda", "/api/v1/cites", "/api/v1/cites/estuaire", "/api/v1/arrivees-departs", "/api/v1/recherche?q=métiers",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => site = await shared.FreshAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task The_kept_answer_has_the_bytes_of_the_first_one_in_every_encoding(string path)
    {
        var plain = await AskAsync(path);
        foreach (var encoding in new[] { null, "br", "gzip" })
        {
            var first = encoding is null ? plain : await AskAsync(path, encoding);
            var second = await AskAsync(path, encoding);

            Assert.Null(first.Headers.Age);
            Assert.NotNull(second.Headers.Age);
            Assert.Equal(encoding, second.Content.Headers.ContentEncoding.SingleOrDefault());
            Assert.Equal(await first.Content.ReadAsByteArrayAsync(Cancel), await second.Content.ReadAsByteArrayAsync(Cancel));
            Assert.Equal(await TextAsync(plain), await TextAsync(second));
            Assert.Equal("Accept-Encoding", Assert.Single(second.Headers.Vary));
            Assert.Equal(Without(first, "Age", "Date"), Without(second, "Age", "Date"));
        }
    }

    [Fact]
    public void Every_kind_of_reading_page_is_among_those_tried()
    {
        var tried = Paths.Select(p => new PathString(p.Data.Split('?')[0])).ToList();
        var routes = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<ReadingPageAttribute>() is not null).Select(e => e.RoutePattern.RawText!.TrimStart('/')).ToList();

        Assert.NotEmpty(routes);
        Assert.DoesNotContain(routes, r => !tried.Any(p => new TemplateMatcher(TemplateParser.Parse(r), []).TryMatch(p, [])));
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("br;q=0, gzip;q=0")]
    [InlineData("zstd")]
    public async Task Who_does_not_ask_for_a_known_encoding_gets_none(string accepted)
    {
        await AskAsync(Issue, "br");

        var answer = await AskAsync(Issue, accepted);

        Assert.Empty(answer.Content.Headers.ContentEncoding);
        Assert.StartsWith("<!DOCTYPE html>", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_better_encoding_that_a_client_accepts_is_chosen()
    {
        Assert.Equal("br", Assert.Single((await AskAsync(Issue, "gzip, deflate, br, zstd")).Content.Headers.ContentEncoding));
        Assert.Equal("gzip", Assert.Single((await AskAsync(Issue, "gzip, br;q=0")).Content.Headers.ContentEncoding));
    }

    [Fact]
    public async Task A_publication_is_seen_at_once_here_and_within_a_second_on_another_instance()
    {
        await using var other = Other();
        await site.TextAsync("/numeros");
        await other.TextAsync("/numeros");
        Assert.NotNull((await other.AskAsync("/numeros")).Headers.Age);

        await PublishAsync();

        Assert.Contains(Subject, await site.TextAsync("/numeros"), StringComparison.Ordinal);
        await Task.Delay(TimeSpan.FromSeconds(1), Cancel);
        Assert.Contains(Subject, await other.TextAsync("/numeros"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_erratum_settings_a_date_a_Cite_a_contact_and_a_theme_are_seen_at_once()
    {
        await ChangeAsync(
            Issue,
            "Une correction",
            async db =>
                (await db.Editions.Include(e => e.Errata).SingleAsync(e => e.Slug == SampleEdition.Slug)).Correct("Une correction", DateTime.UtcNow));
        await ChangeAsync("/", "Nouvelle lettre", async db => (await db.Settings.SingleAsync()).Name("Nouvelle lettre", "Réseau", null));
        await ChangeAsync("/agenda", "Date déplacée", async db =>
        {
            var entry = await db.Agenda.FirstAsync(e => e.IsAccepted && !e.IsMembersOnly && !e.IsCancelled);
            entry.Describe(entry.Kind, "Date déplacée", null, null, null, null, false);
        });
        await ChangeAsync("/cites/estuaire", "Un autre lieu", async db => (await db.Cites.SingleAsync(c => c.Slug == "estuaire")).Describe(
            "Port-Blanc", "Bretagne", "FR", "Europe/Paris", default, null, "Un autre lieu", null, null));
        await ChangeAsync("/cites/estuaire", "Nouvel accueil", async db => (await db.Contacts.FirstAsync(c => c.IsPublic)).Describe(
            "Nouvel accueil", null, "accueil@estuaire.example", null, isPublic: true));
    }

    [Fact]
    public async Task Pages_with_dates_change_at_midnight_in_Paris()
    {
        await using var clocked = new ClockedSite(new DateTime(2026, 6, 10, 21, 50, 0, DateTimeKind.Utc));
        await clocked.AddSettingsAsync();
        await clocked.AddDateAsync(null, "Portes ouvertes du dix", new DateOnly(2026, 6, 10));
        Assert.Contains("Portes ouvertes du dix", await clocked.TextAsync("/agenda"), StringComparison.Ordinal);

        clocked.Clock.Now = clocked.Clock.Now.AddMinutes(15);

        Assert.DoesNotContain("Portes ouvertes du dix", await clocked.TextAsync("/agenda"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_of_signed_in_people_are_neither_kept_nor_compressed_nor_taken_from_the_cache()
    {
        await AskAsync("/agenda", "br");
        using var member = await DeskClient.SignInAsync(site, Role.Member);
        member.Http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        for (var i = 0; i < 2; i++)
        {
            var answer = await member.Http.GetAsync("/agenda", Cancel);
            Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
            Assert.Null(answer.Headers.Age);
            Assert.Null(answer.Headers.ETag);
            Assert.Empty(answer.Content.Headers.ContentEncoding);
            Assert.Contains(PublishedSite.ForMembers, await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }

        var anonymous = await AskAsync("/agenda", "br");
        Assert.NotNull(anonymous.Headers.Age);
        Assert.DoesNotContain(PublishedSite.ForMembers, await TextAsync(anonymous), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_parameters_hosts_and_odd_spellings_add_nothing_to_the_cache()
    {
        await AskAsync("/actualites");

        Assert.NotNull((await AskAsync("/actualites?utm_source=lettre&x=1")).Headers.Age);
        Assert.NotNull((await AskAsync("/actualites", host: "127.0.0.1")).Headers.Age);
        Assert.Null((await AskAsync("/actualites?annee=2018")).Headers.Age);
        for (var i = 0; i < 2; i++)
        {
            Assert.Null((await AskAsync("/Recherche")).Headers.Age);
            Assert.Null((await AskAsync("/recherche/")).Headers.Age);
            Assert.Null((await AskAsync("/recherche?q=" + new string('a', 300))).Headers.Age);
        }
    }

    [Theory]
    [InlineData("/inscription")]
    [InlineData("/connexion")]
    [InlineData("/numeros/inconnu")]
    [InlineData("/actualites?page=1000000")]
    [InlineData("/recherche/suggestions?q=métiers")]
    public async Task Forms_errors_and_suggestions_are_not_kept(string path)
    {
        for (var i = 0; i < 2; i++)
        {
            var answer = await AskAsync(path, "br");
            Assert.Null(answer.Headers.Age);
            Assert.Null(answer.Headers.ETag);
            Assert.Empty(answer.Content.Headers.ContentEncoding);
        }
    }

    [Theory]
    [InlineData(Issue)]
    [InlineData(Article)]
    [InlineData("/")]
    [InlineData("/agenda")]
    public async Task A_known_page_is_answered_304_from_the_cache_and_without_it(string path)
    {
        var tag = (await AskAsync(path, "br")).Headers.ETag!;
        await using var other = Other();

        var kept = await AskAsync(path, known: tag);
        var fresh = await other.AskAsync(path, tag);

        Assert.Equal(HttpStatusCode.NotModified, kept.StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, fresh.StatusCode);
        Assert.Equal(tag, fresh.Headers.ETag);
        await PublishAsync();
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(path, known: tag)).StatusCode);
    }

    [Fact]
    public async Task Head_is_answered_from_the_cache_without_a_body()
    {
        await AskAsync(Issue, "br");

        var answer = await AskAsync(Issue, "br", method: HttpMethod.Head);

        Assert.NotNull(answer.Headers.Age);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task Many_first_readers_at_once_have_the_page_made_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AskAsync(Issue, "br")));

        Assert.Single(answers, a => a.Headers.Age is null);
    }

    private Task PublishAsync() => site.WithDatabaseAsync(async db =>
    {
        db.Add(await SampleNewsletter.EditionAsync(db, Subject));
        await db.SaveChangesAsync(Cancel);
    });

    private SiteFactory Other()
    {
        var other = new SiteFactory();
        other.Settings["ConnectionStrings:Newsletter"] = site.Services.GetRequiredService<IConfiguration>().GetConnectionString("Newsletter")!;
        return other;
    }

    private async Task ChangeAsync(string path, string expected, Func<CitesDesMetiers.Core.Data.NewsletterContext, Task> change)
    {
        Assert.DoesNotContain(expected, await site.TextAsync(path), StringComparison.Ordinal);
        await site.WithDatabaseAsync(async db =>
        {
            await change(db);
            await db.SaveChangesAsync(Cancel);
        });
        Assert.Contains(expected, await site.TextAsync(path), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> AskAsync(
        string path, string? encoding = null, EntityTagHeaderValue? known = null, HttpMethod? method = null, string? host = null)
    {
        using var client = site.CreateSiteClient();
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        request.Headers.UserAgent.ParseAdd(Browser);
        request.Headers.Host = host;
        if (encoding is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", encoding);
        }

        if (known is not null)
        {
            request.Headers.IfNoneMatch.Add(known);
        }

        return await client.SendAsync(request, Cancel);
    }

    private static async Task<string> TextAsync(HttpResponseMessage answer)
    {
        using var body = new MemoryStream(await answer.Content.ReadAsByteArrayAsync(Cancel));
        await using Stream plain = answer.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };
        using var reader = new StreamReader(plain, Encoding.UTF8);
        return await reader.ReadToEndAsync(Cancel);
    }

    private static IEnumerable<string> Without(HttpResponseMessage answer, params string[] names) =>
        answer.Headers.Where(h => !names.Contains(h.Key))
            .Select(h => string.Create(CultureInfo.InvariantCulture, $"{h.Key}: {string.Join(", ", h.Value)}"))
            .Order(StringComparer.Ordinal);
}
