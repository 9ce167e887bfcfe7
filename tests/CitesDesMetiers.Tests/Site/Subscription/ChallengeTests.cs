using System.Net;
using AngleSharp.Html.Dom;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Site.Subscription;

/// <summary>The question that the form asks while far more sign-ups than usual come in.</summary>
public class ChallengeTests
{
    private static readonly string[] Words =
        [
            "",
            "un",
            "deux",
            "trois",
            "quatre",
            "cinq",
            "six",
            "sept",
            "huit",
            "neuf",
            "dix",
            "onze",
            "douze",
            "treize",
            "quatorze",
            "quinze",
            "seize",
            "dix-sept",
            "dix-huit"
        ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Under_load_the_form_comes_back_with_a_question_and_the_answer_lets_it_pass(bool inWords)
    {
        await using var site = Loaded();
        using var visitor = site.Visitor();

        var page = await AskedAsync(site, visitor, "jeanne@example.org");
        Assert.Equal("jeanne@example.org", page.QuerySelector("#Address")!.GetAttribute("value"));
        Assert.Equal("es", page.QuerySelector("#Language option[selected]")!.GetAttribute("value"));
        var sum = SumIn(page);
        var answer = await visitor.SendAsync(page, "/inscription", new() { ["Answer"] = inWords ? $" {Words[sum].ToUpperInvariant()} " : $"{sum}" });

        Assert.Equal("/inscription/merci", answer.Headers.Location?.ToString());
        Assert.Equal("es", (await site.SubscriberAsync()).Language);
    }

    [Fact]
    public async Task A_wrong_an_old_and_a_borrowed_answer_do_not()
    {
        await using var site = Loaded();
        using var visitor = site.Visitor();

        var page = await AskedAsync(site, visitor, "jeanne@example.org");
        var wrong = await DeskClient.ParseAsync(await visitor.SendAsync(page, "/inscription", new() { ["Answer"] = "cent" }));
        Assert.Contains("Ce n’est pas la bonne réponse", wrong.QuerySelector(".field-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("", wrong.QuerySelector("#Answer")!.GetAttribute("value") ?? "");
        var borrowed = await visitor.SendAsync(page, "/inscription", new() { ["Address"] = "paul@example.org", ["Answer"] = $"{SumIn(page)}" });
        Assert.Equal(HttpStatusCode.OK, borrowed.StatusCode);
        site.Clock.Forward(TimeSpan.FromMinutes(31));
        await visitor.SendAsync(await visitor.GetAsync("/inscription"), "/inscription", new() { ["Address"] = "autre@example.org" });
        var old = await visitor.SendAsync(page, "/inscription", new() { ["Answer"] = $"{SumIn(page)}" });

        Assert.Equal(HttpStatusCode.OK, old.StatusCode);
        Assert.False(await site.WithDatabaseAsync(db => db.Subscribers.AnyAsync()));
    }

    [Fact]
    public async Task A_minute_later_nothing_is_asked_any_more()
    {
        await using var site = new SmtpSite { Settings = { ["RateLimits:ChallengeAboveSignUpsPerMinute"] = "1" } };
        using var visitor = site.Visitor();
        await WishesTests.SignUpAsync(site, visitor, "a@example.org", []);
        Assert.Equal(HttpStatusCode.OK, (await WishesTests.SignUpAsync(site, visitor, "b@example.org", [])).StatusCode);
        site.Clock.Forward(TimeSpan.FromMinutes(1));

        Assert.Equal(HttpStatusCode.Redirect, (await WishesTests.SignUpAsync(site, visitor, "b@example.org", [])).StatusCode);
    }

    private static SmtpSite Loaded() => new() { Settings = { ["RateLimits:ChallengeAboveSignUpsPerMinute"] = "0" } };

    private static async Task<IHtmlDocument> AskedAsync(SmtpSite site, DeskClient visitor, string address)
    {
        var answer = await WishesTests.SignUpAsync(site, visitor, address, new() { ["Language"] = "es" });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await DeskClient.ParseAsync(answer);
    }

    internal static int SumIn(AngleSharp.Dom.IDocument page) =>
        page.QuerySelector("#Answer-aide")!.TextContent.Split(' ', '\u00A0', '\u202F').Where(w => w.Length > 0 && Words.Contains(w))
            .Sum(w => Array.IndexOf(Words, w));
}
