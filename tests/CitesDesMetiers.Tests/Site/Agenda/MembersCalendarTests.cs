using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Site.Agenda;

/// <summary>The calendar with members-only dates, for programs that cannot sign in.</summary>
public class MembersCalendarTests(PublishedSite site) : IClassFixture<PublishedSite>
{
    [Fact]
    public async Task A_member_gets_an_address_that_shows_every_accepted_date_and_is_kept_by_no_cache()
    {
        using var member = await DeskClient.SignInAsync(site, Role.Member);
        var path = await OpenAsync(member);

        using var answer = await site.CreateSiteClient().GetAsync(path, TestContext.Current.CancellationToken);
        var text = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Replace("\r\n ", "", StringComparison.Ordinal);

        Assert.Equal("text/calendar", answer.Content.Headers.ContentType!.MediaType);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("noindex", Assert.Single(answer.Headers.GetValues("X-Robots-Tag")));
        Assert.Contains(PublishedSite.ForMembers, text, StringComparison.Ordinal);
        Assert.Contains("Portes ouvertes", text, StringComparison.Ordinal);
        Assert.DoesNotContain(PublishedSite.Secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            PublishedSite.ForMembers, await site.CreateSiteClient().GetStringAsync("/agenda.ics", TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_is_shown_once_and_a_new_one_ends_it()
    {
        using var member = await DeskClient.SignInAsync(site, Role.Member);
        var first = await OpenAsync(member);

        Assert.Null((await member.GetAsync("/compte")).QuerySelector("#adresse-calendrier"));
        var second = await OpenAsync(member);

        Assert.NotEqual(first, second);
        Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync(first));
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync(second));
    }

    [Fact]
    public async Task A_closed_address_and_that_of_a_blocked_account_answer_nothing()
    {
        using var member = await DeskClient.SignInAsync(site, Role.Member);
        var closed = await OpenAsync(member);
        await member.SubmitAsync("/compte", [], "/compte/calendrier/fermer");
        Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync(closed));

        var blocked = await OpenAsync(member);
        await site.WithDatabaseAsync(db => db.Users.Where(u => u.CalendarHash != null)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.LockoutEnd, User.BlockedUntil)));
        Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync(blocked));
        Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync("/compte/agenda/inconnu.ics"));
    }

    internal static async Task<string> OpenAsync(DeskClient member)
    {
        await member.SubmitAsync("/compte", [], "/compte/calendrier");
        var address = (await member.GetAsync("/compte")).QuerySelector("#adresse-calendrier")!.GetAttribute("value")!;
        Assert.StartsWith(SiteFactory.PublicUrl + "/compte/agenda/", address, StringComparison.Ordinal);
        return address[SiteFactory.PublicUrl.Length..];
    }
}
