using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Platform;

/// <summary>A date so far away that one cannot count on from it is refused with a sentence, and stored nowhere.</summary>
public sealed class DateBinderTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("9999-12-31")]
    [InlineData("2201-01-01")]
    [InlineData("0001-01-01")]
    public async Task No_issue_and_no_date_is_that_far_away(string day)
    {
        var site = await shared.FreshAsync();
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);

        var issue = await desk.SubmitAsync("/redaction/numeros/ajout", new() { ["Number"] = "7", ["Date"] = day, ["Subject"] = "Été" });
        var date = await desk.SubmitAsync("/redaction/agenda/ajout", new() { ["Title"] = "Forum", ["StartsOn"] = day });

        var shown = await DeskClient.ParseAsync(issue);
        Assert.Contains("Date du numéro : l’année doit être comprise entre 1900 et 2200.", shown.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Été", shown.QuerySelector("[name=Subject]")!.GetAttribute("value"));
        Assert.Contains(
            "Premier jour : l’année doit être comprise entre 1900 et 2200.",
            (await DeskClient.ParseAsync(date)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal((0, 0), await site.WithDatabaseAsync(async db => (await db.Issues.CountAsync(Cancel), await db.Agenda.CountAsync(Cancel))));
    }
}
