using System.Net;
using AngleSharp.Html.Dom;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Site.Account;

/// <summary>Acts that matter ask for the password when it was given more than a quarter of an hour ago.</summary>
public sealed class FreshSignInTests : IAsyncLifetime
{
    private readonly ClockedSite site = new(new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc));
    private DeskClient admin = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => admin = await DeskClient.SignInAsync(site, Role.Administrator);

    [Fact]
    public async Task Within_a_quarter_of_an_hour_nothing_is_asked()
    {
        site.Clock.Forward(TimeSpan.FromMinutes(14));

        Assert.Equal(HttpStatusCode.Redirect, (await AddAsync()).StatusCode);
    }

    [Fact]
    public async Task Later_the_page_asks_keeps_what_was_typed_and_then_does_it()
    {
        site.Clock.Forward(TimeSpan.FromMinutes(16));
        var asked = await DeskClient.ParseAsync(await AddAsync());
        Assert.Equal("Confirmez que c’est vous", asked.QuerySelector("h1")!.TextContent);
        Assert.Equal(0, await EditorsAsync());

        var wrong = await DeskClient.ParseAsync(await ConfirmAsync(asked, "faux"));
        Assert.Contains("pas votre mot de passe", wrong.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await EditorsAsync());

        var done = await ConfirmAsync(wrong, DeskClient.Password);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal(1, await EditorsAsync());

        // For the next quarter of an hour, nothing more is asked.
        site.Clock.Forward(TimeSpan.FromMinutes(14));
        var export = await admin.SubmitAsync("/redaction/abonnes/export", []);
        Assert.Equal("text/csv", export.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Who_has_a_second_factor_is_asked_for_it_as_well()
    {
        var (person, phone, _) = await Phone.EnrolAsync(site, Role.Administrator);
        using var owner = person;
        site.Clock.Forward(TimeSpan.FromMinutes(16));
        var asked = await DeskClient.ParseAsync(await owner.SubmitAsync("/redaction/abonnes/export", []));

        var refused = await DeskClient.ParseAsync(await owner.SendAsync(
            asked, "/redaction/abonnes/export", new() { ["CurrentPassword"] = DeskClient.Password, ["ConfirmationCode"] = "000000" }));
        Assert.Contains("Code : ce n’est pas le bon", refused.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        var export = await owner.SendAsync(
            refused, "/redaction/abonnes/export", new() { ["CurrentPassword"] = DeskClient.Password, ["ConfirmationCode"] = phone.Code });

        Assert.Equal("text/csv", export.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_recovery_code_serves_here_once_and_the_journal_says_so()
    {
        var (person, _, codes) = await Phone.EnrolAsync(site, Role.Administrator);
        using var owner = person;
        var given = new Dictionary<string, string> { ["CurrentPassword"] = DeskClient.Password, ["ConfirmationCode"] = codes[0] };
        foreach (var mediaType in (string[])["text/csv", "text/html"])
        {
            site.Clock.Forward(TimeSpan.FromMinutes(16));
            var asked = await DeskClient.ParseAsync(await owner.SubmitAsync("/redaction/abonnes/export", []));
            var answer = await owner.SendAsync(asked, "/redaction/abonnes/export", given);
            Assert.Equal(mediaType, answer.Content.Headers.ContentType!.MediaType);
        }

        Assert.Equal(1, await site.WithDatabaseAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.RecoveryCodeUsed, Cancel)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_publishes_an_issue_without_having_worked_on_it_is_asked(bool hasApproved)
    {
        await site.AddSettingsAsync();
        await site.AddSubscribersAsync(1);
        var id = await site.AddIssueAsync();
        await site.ApproveAsync(id);
        if (hasApproved)
        {
            await site.WithDatabaseAsync(async db =>
            {
                var me = await db.Users.Select(u => u.Id).SingleAsync(Cancel);
                await db.Issues.ExecuteUpdateAsync(set => set.SetProperty(i => i.ApprovedById, me), Cancel);
            });
        }

        site.Clock.Forward(TimeSpan.FromMinutes(16));
        await admin.SubmitAsync($"/redaction/numeros/{id}/envoi", [], "/publication");

        Assert.Equal(hasApproved ? 1 : 0, await site.WithDatabaseAsync(db => db.Editions.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Guesses_on_this_page_are_held_up_as_at_sign_in()
    {
        site.Clock.Forward(TimeSpan.FromMinutes(16));
        var page = await DeskClient.ParseAsync(await AddAsync());
        for (var i = 0; i < 5; i++)
        {
            page = await DeskClient.ParseAsync(await ConfirmAsync(page, $"faux {i}"));
        }

        var held = await DeskClient.ParseAsync(await ConfirmAsync(page, DeskClient.Password));

        Assert.Contains("Trop d’essais de suite", held.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await EditorsAsync());
    }

    public async ValueTask DisposeAsync()
    {
        admin.Dispose();
        await site.DisposeAsync();
    }

    private Task<HttpResponseMessage> AddAsync() => admin.SubmitAsync("/redaction/utilisateurs/ajout", new()
    {
        ["DisplayName"] = "Ada Blanc",
        ["Address"] = "ada@cite.example",
        ["Role"] = "Editor",
    });

    private Task<HttpResponseMessage> ConfirmAsync(IHtmlDocument page, string password) =>
        admin.SendAsync(page, "/redaction/utilisateurs/ajout", new() { ["CurrentPassword"] = password });

    private Task<int> EditorsAsync() => site.WithDatabaseAsync(db => db.Users.CountAsync(u => u.Role == Role.Editor, Cancel));
}
