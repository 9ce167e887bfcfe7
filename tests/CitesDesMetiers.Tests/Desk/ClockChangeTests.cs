using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk;

/// <summary>A time that no watch shows that day is refused with the reason; one that watches show twice is resolved, and that is said.</summary>
public sealed class ClockChangeTests : IAsyncLifetime
{
    private readonly ClockedSite site = new(new DateTime(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc));
    private DeskClient desk = null!;

    public async ValueTask InitializeAsync() => desk = await DeskClient.SignInAsync(site, Role.Editor);

    [Theory]
    [InlineData("StartTime", "02:30", "03:30")]
    [InlineData("EndTime", "01:30", "02:30")]
    public async Task A_date_at_an_hour_that_does_not_exist_is_refused_with_the_reason(string field, string start, string end)
    {
        var page = await DeskClient.ParseAsync(await AddAsync("2026-03-29", start, end));

        Assert.Contains(
            "le 29 mars 2026, on avance les montres, et 2 h 30 n’existe pas. Choisissez une heure plus tôt ou plus tard.",
            Plain(page.QuerySelector($"#{field}-erreur")!),
            StringComparison.Ordinal);
        Assert.Equal("02:30", page.QuerySelector("#" + field)!.GetAttribute("value"));
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.Agenda.CountAsync(Cancel)));
    }

    [Fact]
    public async Task A_date_at_an_hour_that_comes_twice_is_kept_and_which_one_it_is_is_said()
    {
        var answer = await AddAsync("2026-10-25", "02:30", "04:00");

        Assert.Contains(
            "on recule les montres, et 2 h 30 vient deux fois ; les agendas prennent la première, à l’heure d’été.",
            await SaidAsync(answer),
            StringComparison.Ordinal);
        Assert.Equal(new TimeOnly(2, 30), await site.WithDatabaseAsync(db => db.Agenda.Select(e => e.StartTime).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task A_Cité_elsewhere_has_the_clock_changes_of_its_own_zone()
    {
        var cite = await site.WithDatabaseAsync(async db =>
        {
            var reunion = new Cite("Cité des métiers de La Réunion", "la-reunion");
            reunion.Describe("Saint-Denis", null, "FR", "Indian/Reunion", LabelState.Labelled, null, null);
            db.Add(reunion);
            await db.SaveChangesAsync(Cancel);
            return reunion.Id;
        });

        var answer = await AddAsync("2026-03-29", "02:30", "03:30", cite);

        Assert.DoesNotContain("montres", await SaidAsync(answer), StringComparison.Ordinal);
        Assert.Equal(1, await site.WithDatabaseAsync(db => db.Agenda.CountAsync(Cancel)));
    }

    [Fact]
    public async Task The_deadline_of_a_call_at_an_hour_that_comes_twice_is_the_second_and_everywhere_says_so()
    {
        var cite = await site.AddCiteAsync("Cité des métiers de Rouen", "rouen");
        using var correspondent = await DeskClient.SignInAsync(site, Role.Correspondent, cite);
        var user = await site.WithDatabaseAsync(db => db.Users.Where(u => u.Role == Role.Correspondent).Select(u => u.Id).SingleAsync(Cancel));

        var missing = await DeskClient.ParseAsync(await CallAsync("2026-03-29", user));
        Assert.Contains("on avance les montres, et 2 h 30 n’existe pas", Plain(missing.QuerySelector(".error-summary")!), StringComparison.Ordinal);

        var said = await SaidAsync(await CallAsync("2026-10-25", user));
        Assert.Contains("2 h 30 vient deux fois ; la date limite est la seconde, à l’heure d’hiver.", said, StringComparison.Ordinal);
        Assert.Equal(
            new DateTime(2026, 10, 25, 1, 30, 0, DateTimeKind.Utc),
            await site.WithDatabaseAsync(db => db.CallsForNews.Select(c => c.Deadline).SingleAsync(Cancel)));
        Assert.Contains(
            "25 octobre 2026 à 2 h 30 (heure d’hiver)",
            Plain((await desk.GetAsync("/redaction/appels")).QuerySelector("main")!),
            StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        desk.Dispose();
        await site.DisposeAsync();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Plain(AngleSharp.Dom.IElement element) => element.TextContent.Replace('\u00A0', ' ').Replace('\u202F', ' ');

    private Task<HttpResponseMessage> AddAsync(string day, string start, string end, int? cite = null) =>
        desk.SubmitAsync(
            "/redaction/agenda/ajout",
            new() { ["Title"] = "Une nuit blanche", ["StartsOn"] = day, ["StartTime"] = start, ["EndTime"] = end, ["CiteId"] = $"{cite}" });

    private Task<HttpResponseMessage> CallAsync(string day, int user) =>
        desk.SubmitAsync(
            "/redaction/appels/ajout", new() { ["Subject"] = "Vos nouvelles", ["Day"] = day, ["Time"] = "02:30", ["UserIds"] = $"{user}" });

    private async Task<string> SaidAsync(HttpResponseMessage answer) =>
        Plain((await desk.GetAsync(answer.Headers.Location!.OriginalString)).QuerySelector("[role=status]")!);
}
