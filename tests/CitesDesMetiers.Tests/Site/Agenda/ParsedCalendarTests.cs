using System.Globalization;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Newsletter.Issues;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Site.Agenda;

/// <summary>A calendar program that is not ours (ical.js) finds in the calendars what the database holds.</summary>
public sealed class ParsedCalendarTests(PublishedSite site) : IClassFixture<PublishedSite>, IAsyncLifetime
{
    private int inSummer;

    /// <summary>Adds what the site lacks: hours of Paris in summer and in winter, with and without an end, and a link.</summary>
    public async ValueTask InitializeAsync() => inSummer = await site.WithDatabaseAsync(async db =>
    {
        var year = PublishedSite.Soon.Year + 1;
        var summer = new AgendaEntry(AgendaKind.External, "Salon d'été", new DateOnly(year, 7, 1));
        summer.Describe(AgendaKind.External, "Salon d'été", "Lyon, halle 3", "https://salon.example/?a=1&b=2", null, null, false);
        summer.Schedule(new DateOnly(year, 7, 1), new DateOnly(year, 7, 2), new TimeOnly(14, 0), new TimeOnly(9, 15));
        var winter = new AgendaEntry(AgendaKind.External, "Vœux", new DateOnly(year, 1, 15));
        winter.Schedule(new DateOnly(year, 1, 15), new DateOnly(year, 1, 15), new TimeOnly(18, 30), null);
        summer.Accept();
        winter.Accept();
        db.AddRange(summer, winter);
        await db.SaveChangesAsync();
        return summer.Id;
    });

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Each_calendar_has_the_dates_of_the_database()
    {
        if (!NpmParsers.AreThere)
        {
            return;
        }

        using var member = await DeskClient.SignInAsync(site, Role.Member);
        await CheckAsync("/agenda.ics", "Agenda de l’InfoLettre", db => db.Agenda.Public());
        await CheckAsync(
            "/cites/estuaire.ics", "Agenda : Cité des métiers de l’Estuaire", db => db.Agenda.Public().Where(e => e.Cite!.Slug == "estuaire"));
        await CheckAsync("/cites/trois-sources.ics", "Agenda : Cité des métiers de Trois-Sources", db => db.Agenda.Where(e => e.Id == 0));
        await CheckAsync($"/agenda/{inSummer}.ics", null, db => db.Agenda.Where(e => e.Id == inSummer));
        await CheckAsync($"/agenda/{site.CancelledEntry}.ics", null, db => db.Agenda.Where(e => e.Id == site.CancelledEntry));
        await CheckAsync(
            await MembersCalendarTests.OpenAsync(member), "Agenda des membres de l’InfoLettre", db => db.Agenda.Where(e => e.IsAccepted));
    }

    private async Task CheckAsync(string path, string? name, Func<NewsletterContext, IQueryable<AgendaEntry>> expected)
    {
        var read = await NpmParsers.ReadAsync<ReadCalendar>("calendar", await site.BytesAsync(path));

        var dates = await site.WithDatabaseAsync(async db => (await expected(db).Include(e => e.Cite).ToListAsync()).Select(Expected).ToList());
        Assert.Equal(name, read.Name?.Replace('\u00A0', ' '));
        Assert.Equal(dates.OrderBy(d => d.Uid, StringComparer.Ordinal), read.Dates.OrderBy(d => d.Uid, StringComparer.Ordinal));
    }

    private static ReadDate Expected(AgendaEntry entry)
    {
        var zone = entry.StartTime is null ? null : entry.Cite?.TimeZone ?? "Europe/Paris";
        return new ReadDate(
            $"{entry.Uid:N}@lettre.example",
            entry.Sequence,
            Typography.ForWeb(entry.Title),
            entry.Place is { } place ? Typography.ForWeb(place) : null,
            entry.Link ?? SiteFactory.PublicUrl + "/agenda",
            entry.IsCancelled ? "CANCELLED" : "CONFIRMED",
            zone,
            zone is null ? Day(entry.StartsOn) : Moment(entry.StartsOn, entry.StartTime!.Value, zone),
            zone is null ? Day(entry.EndsOn.AddDays(1)) : entry.EndTime is { } end ? Moment(entry.EndsOn, end, zone) : null,
            Utc(DateTime.SpecifyKind(entry.ChangedAt, DateTimeKind.Utc)));
    }

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static string Moment(DateOnly day, TimeOnly time, string zone) =>
        Utc(TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(time), TimeZoneInfo.FindSystemTimeZoneById(zone)));

    /// <summary>As JavaScript writes an instant. iCalendar has no fractions of a second.</summary>
    private static string Utc(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'.000Z'", CultureInfo.InvariantCulture);

    private sealed record ReadCalendar(string? Name, IReadOnlyList<ReadDate> Dates);

    private sealed record ReadDate(
        string Uid, int Sequence, string Title, string? Place, string Url, string Status, string? Zone, string Start, string? End, string ChangedAt);
}
