using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Letters;
using CitesDesMetiers.Web.Newsletter.Issues;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CitesDesMetiers.Tests.Site;

/// <summary>How often an edition is read: a number a day, and nothing about anybody.</summary>
public sealed class VisitCountTests : IAsyncLifetime
{
    private const string Browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private readonly PublishedSite site = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => site.InitializeAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Readers_of_an_issue_and_of_its_articles_are_counted_and_nothing_is_set_in_their_browser()
    {
        for (var i = 0; i < 3; i++)
        {
            using var answer = await VisitAsync("/numeros/" + SampleEdition.Slug);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }

        await VisitAsync("/actualites/" + PublishedSite.Article);

        Assert.Equal(4, await CountAsync());
    }

    [Fact]
    public async Task A_page_that_the_browser_knows_already_counts_as_read_again()
    {
        using var first = await VisitAsync("/numeros/" + SampleEdition.Slug);
        using var client = site.CreateSiteClient();
        client.DefaultRequestHeaders.UserAgent.ParseAdd(Browser);
        client.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);

        using var again = await client.GetAsync("/numeros/" + SampleEdition.Slug, Cancel);

        Assert.Equal(System.Net.HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task Views_of_an_edition_that_was_taken_back_meanwhile_are_left_out_and_the_others_count()
    {
        await VisitAsync("/numeros/" + SampleEdition.Slug);
        var reader = new DefaultHttpContext { Request = { Method = "GET", Headers = { UserAgent = Browser } } };

        site.Services.GetRequiredService<ArchiveVisits>().Count(9_999, "/numeros/reprise", reader);

        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Programs_pages_fetched_in_advance_heads_and_unknown_addresses_do_not_count()
    {
        var path = "/numeros/" + SampleEdition.Slug;
        await VisitAsync(path, "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)");
        await VisitAsync(path, "curl/8.14.1");
        await VisitAsync(path, "");
        await VisitAsync(path, purpose: "prefetch;prerender");
        await VisitAsync(path, method: HttpMethod.Head);
        await VisitAsync("/numeros/inconnu");

        Assert.Equal(0, await CountAsync());
    }

    [Theory]
    [InlineData(Role.Administrator, 0)]
    [InlineData(Role.Editor, 0)]
    [InlineData(Role.Correspondent, 1)]
    [InlineData(Role.Member, 1)]
    public async Task Editors_who_look_at_an_issue_do_not_count_and_others_with_an_account_do(Role role, int visits)
    {
        using var desk = await DeskClient
            .SignInAsync(site, role, role is Role.Correspondent ? await site.AddCiteAsync("Cité d’essai", "cite-d-essai") : null);
        desk.Http.DefaultRequestHeaders.UserAgent.ParseAdd(Browser);

        await desk.GetAsync("/numeros/" + SampleEdition.Slug);

        Assert.Equal(visits, await CountAsync());
    }

    [Fact]
    public async Task What_several_instances_counted_is_added_up()
    {
        await VisitAsync("/numeros/" + SampleEdition.Slug);
        await CountAsync();
        await VisitAsync("/numeros/" + SampleEdition.Slug);
        await VisitAsync("/numeros/" + SampleEdition.Slug);

        Assert.Equal(3, await CountAsync());
        Assert.Equal(1, await site.WithDatabaseAsync(db => db.EditionVisits.CountAsync(Cancel)));
    }

    [Fact]
    public async Task What_was_counted_before_a_stop_is_written_down()
    {
        await using var other = site.WithWebHostBuilder(_ => { });
        using var client = other.CreateClient();
        client.DefaultRequestHeaders.UserAgent.ParseAdd(Browser);
        using var answer = await client.GetAsync("/numeros/" + SampleEdition.Slug, Cancel);
        answer.EnsureSuccessStatusCode();

        var lifetime = other.Services.GetRequiredService<IHostApplicationLifetime>();
        var stopped = new TaskCompletionSource();
        lifetime.ApplicationStopped.Register(stopped.SetResult);
        lifetime.StopApplication();
        await stopped.Task.WaitAsync(Cancel);

        Assert.Equal(1, await site.WithDatabaseAsync(db => db.EditionVisits.SumAsync(v => v.Count, Cancel)));
    }

    private async Task<HttpResponseMessage> VisitAsync(string path, string agent = Browser, string? purpose = null, HttpMethod? method = null)
    {
        using var client = site.CreateSiteClient();
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("User-Agent", agent);
        if (purpose is not null)
        {
            request.Headers.Add("Sec-Purpose", purpose);
        }

        return await client.SendAsync(request, Cancel);
    }

    private async Task<int> CountAsync()
    {
        await site.WithDatabaseAsync(db => site.Services.GetRequiredService<ArchiveVisits>().WriteAsync(db, Cancel));
        return await site.WithDatabaseAsync(db => db.EditionVisits.SumAsync(v => v.Count, Cancel));
    }
}
