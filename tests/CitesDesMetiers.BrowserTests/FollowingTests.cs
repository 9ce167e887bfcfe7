using System.Text.RegularExpressions;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>A dispatch followed in the browser while it really goes, slowly, to a relay; the site is killed in the middle.</summary>
public sealed partial class FollowingTests(Chromium chromium) : IAsyncLifetime
{
    private const int Subscribers = 240;
    private const int Connections = 4;

    private readonly SmtpListener relay = new();
    private readonly SiteProcess site = new();
    private IPage page = null!;
    private int atPause;
    private bool wasPaused;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        relay.Script = SlowlyAsync;
        site.With("Mail:Transport", "Smtp").With("Mail:Smtp:Host", "127.0.0.1").With("Mail:Smtp:Port", $"{relay.Port}")
            .With("Mail:Smtp:Security", "None")
            .With("Mail:Smtp:Connections", $"{Connections}").With("Mail:LeaseDuration", "00:00:05");
        await site.RunAsync("demo", "--subscribers", $"{Subscribers}");
        await site.StartAsync();
        page = await chromium.NewPageAsync(site.Url, width: 320);
    }

    [Fact]
    public async Task Progress_moves_pause_stops_within_a_second_and_the_figures_are_true_after_a_kill()
    {
        await page.SignInAsync(Accounts.Administrator);
        await PublishAsync();
        var address = page.Url;

        var first = await FigureAsync("Sent");
        await page.EvaluateAsync("window.isTheSame = true");
        await page.WaitForFunctionAsync(
            "before => Number(document.querySelector('[data-figure=Sent] dd').textContent.replace(/\\D/g, '')) > before + 5", first);
        Assert.True(await page.EvaluateAsync<bool>("window.isTheSame"));
        await AddsUpAsync();
        await FitsAsync();
        await page.RouteAsync("**/pause", AnswerLateAsync);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Suspendre l’envoi") }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("est suspendu");
        await Task.Delay(1_500, Cancel);
        Assert.InRange(relay.Mails.Count - atPause, 0, Connections);
        var gone = relay.Mails.Count;
        await Task.Delay(1_500, Cancel);
        Assert.Equal(gone, relay.Mails.Count);
        Assert.InRange(gone, 1, Subscribers - 1);
        await FitsAsync();

        await site.KillAsync();
        await site.StartAsync();
        await page.GotoAsync(address);
        Assert.Equal(gone, await FigureAsync("Sent"));
        Assert.Equal(Subscribers - gone, await FigureAsync("Remaining"));
        await AddsUpAsync();

        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Reprendre l’envoi") }).ClickAsync();
        await Assertions.Expect(page.Locator("#suivi .badge").First).ToHaveTextAsync("Terminé", new() { Timeout = 90_000 });
        Assert.Equal(Subscribers, await FigureAsync("Sent"));
        Assert.Equal(Subscribers, relay.Mails.Select(m => m.To[0]).Distinct().Count());
        await AddsUpAsync();
        await FitsAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        await relay.DisposeAsync();
    }

    /// <summary>So slowly that even a busy computer pauses it in the middle.</summary>
    private async Task<string?> SlowlyAsync(SmtpMoment moment, string argument)
    {
        if (moment is SmtpMoment.FinalDot)
        {
            await Task.Delay(wasPaused ? 250 : 1_000);
        }

        return null;
    }

    /// <summary>
    /// As on a slow computer: the dispatch is paused and the browser has the cookie with the message, but the page hears of the new state
    /// before the answer to its form leads to the next page.
    /// </summary>
    private async Task AnswerLateAsync(IRoute route)
    {
        var answer = await route.FetchAsync(new() { MaxRedirects = 0 });
        (atPause, wasPaused) = (relay.Mails.Count, true);
        await Task.Delay(1_500);
        await route.FulfillAsync(new() { Status = answer.Status, Headers = [new("location", answer.Headers["location"])] });
    }

    private async Task PublishAsync()
    {
        await page.GotoAsync("/redaction/numeros");
        await page.GetByRole(AriaRole.Link, new() { Name = "Numéro 44", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Envoyer", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Approuver le numéro") }).ClickAsync();
        await page.GetByText("Publier et envoyer…").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"l’envoyer à {Subscribers} abonnés") }).ClickAsync();
        await page.ArriveAsync(PageOfADispatch().IsMatch);
    }

    private async Task<int> FigureAsync(string name) =>
        int.Parse(
            NoDigit().Replace(await page.Locator($"[data-figure={name}] dd").TextContentAsync() ?? "", ""),
            System.Globalization.CultureInfo.InvariantCulture);

    private async Task AddsUpAsync() =>
        Assert.Equal(
            Subscribers,
            await page.EvaluateAsync<int>(
                "['Sent','Failed','Bounced','Uncertain','Suppressed','Cancelled','Remaining'].reduce((sum, name) => sum + Number(document.querySelector(`[data-figure=${name}] dd`).textContent.replace(/\\D/g, '')), 0)"));

    private async Task FitsAsync()
    {
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"));
        Assert.Equal("", await page.FaultsAsync());
    }

    [GeneratedRegex("/redaction/envois/[0-9]+$")]
    private static partial Regex PageOfADispatch();

    [GeneratedRegex("[^0-9]")]
    private static partial Regex NoDigit();
}
