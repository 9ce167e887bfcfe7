using System.Net;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Site.Subscription;

/// <summary>What people mistype, and what programs try.</summary>
public sealed class SignUpInputTests(SharedSite<SmtpSite> shared) : IClassFixture<SharedSite<SmtpSite>>
{
    [Theory]
    [InlineData("", "indiquez une adresse électronique")]
    [InlineData("jeanne", "il manque le signe @")]
    [InlineData("jeanne@exemple", "il contient au moins un point")]
    [InlineData("jeanne dupont@exemple.fr", "ne contient pas d’espace")]
    [InlineData("éloïse@exemple.fr", "ne peut pas contenir d’accent")]
    [InlineData("jeanne..dupont@exemple.fr", "la partie avant le signe @ ne convient pas")]
    [InlineData("\"jeanne\"@exemple.fr", "la partie avant le signe @ ne convient pas")]
    [InlineData("Jeanne <jeanne@exemple.fr>", "ne contient pas d’espace")]
    [InlineData("jeanne@exemple.fr\r\nBcc: x@y.fr", "un retour à la ligne")]
    [InlineData("jeanne@exemple.fr\u202E", "un caractère invisible")]
    [InlineData("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklm@exemple.fr", "trop longue")]
    public async Task A_bad_address_is_explained_beside_its_field_and_kept(string address, string explanation)
    {
        var site = await shared.FreshAsync();
        using var reader = new Reader(site);

        var answer = await reader.SignUpAsync(address, "Mission locale");

        var page = await Reader.ParseAsync(answer);
        Assert.Contains(explanation, page.QuerySelector(".field-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("#Address", page.QuerySelector(".error-summary a")!.GetAttribute("href"));
        Assert.Equal(address.ReplaceLineEndings("\n"), page.QuerySelector("#Address")!.GetAttribute("value")!.ReplaceLineEndings("\n"));
        Assert.Equal("Mission locale", page.QuerySelector("#Organisation")!.GetAttribute("value"));
        Assert.False(await site.WithDatabaseAsync(db => db.Subscribers.AnyAsync()));
    }

    [Fact]
    public async Task A_zero_byte_is_refused_before_anybody_reads_it()
    {
        var site = await shared.FreshAsync();
        using var reader = new Reader(site);

        Assert.Equal(HttpStatusCode.BadRequest, (await reader.SignUpAsync("jeanne@exemple.fr\0")).StatusCode);
    }

    [Fact]
    public async Task What_fills_in_the_hidden_field_gets_the_usual_answer_and_nothing_happens()
    {
        var site = await shared.FreshAsync();
        using var reader = new Reader(site);

        var answer = await reader.SignUpAsync("robot@example.org", website: "https://spam.example");

        Assert.Equal("/inscription/merci", answer.Headers.Location?.ToString());
        Assert.False(await site.WithDatabaseAsync(db => db.Subscribers.AnyAsync()));
    }

    [Fact]
    public async Task A_form_sent_too_late_is_shown_again_with_what_was_typed()
    {
        await using var site = new SmtpSite();
        using var reader = new Reader(site);

        var page = await Reader.ParseAsync(await reader.SignUpAsync("jeanne@example.org", taking: TimeSpan.FromDays(1.1)));

        Assert.Contains("ouverte depuis longtemps", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("jeanne@example.org", page.QuerySelector("#Address")!.GetAttribute("value"));
        site.Clock.Forward(TimeSpan.FromSeconds(5));
        var again = await reader.SendAsync("/inscription", page, new()
        {
            ["Address"] = "jeanne@example.org",
            ["Stamp"] = page.QuerySelector("#Stamp")!.GetAttribute("value")!,
        });
        Assert.Equal("/inscription/merci", again.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_form_that_a_browser_filled_in_at_once_asks_a_question_and_the_answer_is_enough()
    {
        await using var site = new SmtpSite();
        using var reader = new Reader(site);

        // The clock runs on, and the first form of a site is compiled for seconds on a busy machine.
        await reader.SignUpAsync("premiere@example.org");
        var page = await Reader.ParseAsync(await reader.SignUpAsync("jeanne@example.org", taking: TimeSpan.FromMilliseconds(300)));
        Assert.DoesNotContain("très vite", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("répondez à la question", page.QuerySelector(".field-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("jeanne@example.org", page.QuerySelector("#Address")!.GetAttribute("value"));

        // As fast again: whoever answers in words may be as fast as they like.
        Assert.Equal("/inscription/merci", (await AnswerAsync(reader, page, "jeanne@example.org")).Headers.Location?.ToString());
    }

    [Fact]
    public async Task Many_sign_ups_of_one_mail_domain_are_asked_a_question_and_honest_people_still_come_through()
    {
        await using var site = new SmtpSite { Settings = { ["RateLimits:SignUpsPerHourAndDomain"] = "2" } };
        using var reader = new Reader(site);
        await reader.SignUpAsync("a@example.org");
        await reader.SignUpAsync("b@example.org");

        var asked = await Reader.ParseAsync(await reader.SignUpAsync("c@example.org"));
        Assert.Equal("/inscription/merci", (await AnswerAsync(reader, asked, "c@example.org")).Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Redirect, (await reader.SignUpAsync("c@example.net")).StatusCode);
    }

    [Fact]
    public async Task All_sign_ups_together_have_a_limit()
    {
        await using var site = new SmtpSite { Settings = { ["RateLimits:SignUpsPerHour"] = "1" } };
        using var reader = new Reader(site);
        await reader.SignUpAsync("a@example.org");

        Assert.Equal(HttpStatusCode.TooManyRequests, (await reader.SignUpAsync("b@example.net")).StatusCode);
    }

    [Fact]
    public async Task A_form_that_was_sent_already_asks_a_question_the_next_time()
    {
        await using var site = new SmtpSite();
        using var visitor = site.Visitor();
        var page = await visitor.GetAsync("/inscription");
        site.Clock.Forward(TimeSpan.FromSeconds(5));

        var first = await visitor.SendAsync(page, "/inscription", new() { ["Address"] = "a@example.org" });
        var second = await visitor.SendAsync(page, "/inscription", new() { ["Address"] = "b@example.org" });

        Assert.Equal("/inscription/merci", first.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.NotNull((await DeskClient.ParseAsync(second)).QuerySelector("#Answer"));
    }

    /// <summary>Sends the form again with the answer to its question.</summary>
    private static Task<HttpResponseMessage> AnswerAsync(Reader reader, AngleSharp.Dom.IDocument page, string address) =>
        reader.SendAsync("/inscription", page, new()
        {
            ["Address"] = address,
            ["Stamp"] = page.QuerySelector("#Stamp")!.GetAttribute("value")!,
            ["Challenge"] = page.QuerySelector("#Challenge")!.GetAttribute("value")!,
            ["Answer"] = $"{ChallengeTests.SumIn(page)}",
        });
}
