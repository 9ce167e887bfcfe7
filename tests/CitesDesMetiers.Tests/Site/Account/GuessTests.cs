using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Site.Account;

/// <summary>Wrong passwords are slowed down where they come from, and nobody can shut somebody else out with them.</summary>
public sealed class GuessTests : IAsyncLifetime
{
    private const string Unknown = "personne@cite.example";

    private readonly ClockedSite site = new(new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc))
    {
        Settings = { ["ForwardedHeaders_Enabled"] = "true" }
    };
    private DeskClient owner = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => owner = await DeskClient.SignInAsync(site, Role.Editor);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Five_tries_are_free_then_the_wait_grows_for_known_and_unknown_addresses_alike(bool isKnown)
    {
        using var stranger = From("198.51.100.7");
        var address = isKnown ? owner.Address : Unknown;
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await TryAsync(stranger, address, "faux")).StatusCode);
        }

        List<double> waits = [];
        for (var i = 0; i < 8; i++)
        {
            var held = await TryAsync(stranger, address, DeskClient.Password);
            Assert.Equal(HttpStatusCode.TooManyRequests, held.StatusCode);
            waits.Add(held.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
            site.Clock.Forward(held.Headers.RetryAfter.Delta.Value);
            Assert.Equal(HttpStatusCode.OK, (await TryAsync(stranger, address, "faux")).StatusCode);
        }

        Assert.Equal([15, 30, 60, 120, 240, 480, 900, 900], waits);
    }

    [Fact]
    public async Task The_owner_signs_in_from_a_known_browser_and_from_another_network_while_a_stranger_is_held_up()
    {
        using var stranger = From("198.51.100.7");
        for (var i = 0; i < 6; i++)
        {
            await TryAsync(stranger, owner.Address, "faux");
        }

        // The owner's browser, even behind the network of the stranger.
        owner.Http.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.7");
        Assert.Equal(HttpStatusCode.Redirect, (await TryAsync(owner, owner.Address, DeskClient.Password)).StatusCode);
        using var elsewhere = From("203.0.113.20");
        Assert.Equal(HttpStatusCode.Redirect, (await TryAsync(elsewhere, owner.Address, DeskClient.Password)).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await TryAsync(stranger, owner.Address, DeskClient.Password)).StatusCode);
    }

    [Fact]
    public async Task Tries_made_at_once_are_all_counted()
    {
        var strangers = Enumerable.Range(0, 30).Select(_ => From("198.51.100.7")).ToList();

        var answers = await Task.WhenAll(strangers.Select(s => TryAsync(s, owner.Address, "faux")));

        Assert.InRange(answers.Count(a => a.StatusCode is HttpStatusCode.OK), 1, 5);
        strangers.ForEach(s => s.Dispose());
    }

    [Fact]
    public async Task A_right_password_forgets_the_wrong_ones_before()
    {
        using var person = From("203.0.113.20");
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 4; i++)
            {
                Assert.Equal(HttpStatusCode.OK, (await TryAsync(person, owner.Address, "faux")).StatusCode);
            }

            Assert.Equal(HttpStatusCode.Redirect, (await TryAsync(person, owner.Address, DeskClient.Password)).StatusCode);
        }
    }

    [Fact]
    public async Task A_day_later_counting_starts_anew()
    {
        using var person = From("203.0.113.20");
        for (var i = 0; i < 5; i++)
        {
            await TryAsync(person, owner.Address, "faux");
        }

        site.Clock.Forward(TimeSpan.FromHours(25));
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await TryAsync(person, owner.Address, "faux")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.Redirect, (await TryAsync(person, owner.Address, DeskClient.Password)).StatusCode);
    }

    [Fact]
    public async Task Guesses_of_the_current_password_count()
    {
        for (var i = 0; i < 5; i++)
        {
            await ChangeAsync($"faux {i}");
        }

        var held = await DeskClient.ParseAsync(await ChangeAsync(DeskClient.Password));

        Assert.Contains("Trop d’essais de suite", held.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);

        Task<HttpResponseMessage> ChangeAsync(string current) => owner.SubmitAsync(
            "/compte", new() { ["Current"] = current, ["Password"] = "trois-lampes-de-chevet", ["Again"] = "trois-lampes-de-chevet" });
    }

    public async ValueTask DisposeAsync()
    {
        owner.Dispose();
        await site.DisposeAsync();
    }

    private DeskClient From(string network)
    {
        var client = new DeskClient(site.CreateSiteClient());
        client.Http.DefaultRequestHeaders.Add("X-Forwarded-For", network);
        return client;
    }

    private static Task<HttpResponseMessage> TryAsync(DeskClient person, string address, string password) =>
        person.SubmitAsync("/connexion", new() { ["Address"] = address, ["Password"] = password });
}
