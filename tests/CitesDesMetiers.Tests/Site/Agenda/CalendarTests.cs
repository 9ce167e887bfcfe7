using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Site.Agenda;
using Ical.Net.CalendarComponents;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CitesDesMetiers.Tests.Site.Agenda;

/// <summary>RFC 5545, on the bytes a calendar program gets.</summary>
public partial class CalendarTests(PublishedSite site) : IClassFixture<PublishedSite>
{
    [Fact]
    public async Task Lines_end_with_CRLF_and_hold_at_most_75_octets_without_cutting_a_character()
    {
        var bytes = await site.BytesAsync("/agenda.ics");
        var text = Encoding.UTF8.GetString(bytes);

        Assert.DoesNotContain('\uFFFD', text);
        Assert.DoesNotMatch(BareLineFeed(), text);
        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.All(text.Split("\r\n"), line => Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(line))));
    }

    [Fact]
    public async Task Texts_are_escaped()
    {
        var text = await UnfoldedAsync("/agenda.ics");

        Assert.Contains(@"SUMMARY:Portes ouvertes", text, StringComparison.Ordinal);
        Assert.Matches(@"ouvertes\s\\; formation\\, «\ssuite\s»", text);
        Assert.Contains(@"de l’Estuaire\, très longue", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whole_days_end_on_the_day_after_and_a_cancelled_entry_says_so()
    {
        var text = await UnfoldedAsync($"/agenda/{site.CancelledEntry}.ics");

        Assert.Contains("DTSTART;VALUE=DATE:" + Day(PublishedSite.Soon), text, StringComparison.Ordinal);
        Assert.Contains("DTEND;VALUE=DATE:" + Day(PublishedSite.Soon.AddDays(3)), text, StringComparison.Ordinal);
        Assert.Contains("STATUS:CANCELLED", text, StringComparison.Ordinal);
        Assert.Matches(@"UID:[0-9a-f]{32}@lettre\.example\r\n", text);
        Assert.Matches(@"SEQUENCE:[1-9]", text);
        Assert.Matches(@"DTSTAMP:\d{8}T\d{6}Z", text);
        Assert.Contains("PRODID:", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_calendar_of_a_Cite_holds_its_own_public_dates()
    {
        var answer = await site.AskAsync("/cites/estuaire.ics");
        var text = await UnfoldedAsync("/cites/estuaire.ics");

        Assert.Equal("text/calendar", answer.Content.Headers.ContentType!.MediaType);
        Assert.Single(Regex.Matches(text, "BEGIN:VEVENT"));
        Assert.Matches(@"SUMMARY:Portes ouvertes", text);
        Assert.Matches(@"X-WR-CALNAME:Agenda\s:\sCité des métiers de l’Estuaire\r\n", text);
        Assert.DoesNotContain("BEGIN:VEVENT", await UnfoldedAsync("/cites/trois-sources.ics"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, await site.StatusAsync("/cites/estuaire.ics", answer.Headers.ETag));
        foreach (var path in (string[])["/cites/estuaire", "/agenda?cite=estuaire"])
        {
            Assert.NotNull((await site.PageAsync(path)).QuerySelector("main a[href='/cites/estuaire.ics']"));
        }
    }

    [Fact]
    public async Task Times_stand_in_the_zone_of_the_Cite_which_the_file_describes()
    {
        var text = await UnfoldedAsync("/agenda.ics");

        Assert.Contains($"DTSTART;TZID=Indian/Reunion:{Day(PublishedSite.Soon)}T093000", text, StringComparison.Ordinal);
        Assert.Matches(@"BEGIN:VTIMEZONE\r\nTZID:Indian/Reunion[\s\S]*TZOFFSETTO:\+0400", text);
    }

    [Fact]
    public async Task A_zone_that_never_changes_its_clocks_is_one_standard_time_without_a_rule()
    {
        var zone = Zone().Match(await UnfoldedAsync("/agenda.ics")).Value;

        Assert.Contains("TZOFFSETFROM:+0400", zone, StringComparison.Ordinal);
        Assert.Contains("TZOFFSETTO:+0400", zone, StringComparison.Ordinal);
        Assert.Contains("DTSTART:19700101T000000", zone, StringComparison.Ordinal);
        Assert.DoesNotContain("RRULE", zone, StringComparison.Ordinal);
        Assert.DoesNotContain("BEGIN:DAYLIGHT", zone, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(zone, "BEGIN:STANDARD"));
    }

    [Theory]
    [InlineData("Europe/Paris")]
    [InlineData("Africa/Casablanca")]
    [InlineData("America/Sao_Paulo")]
    [InlineData("America/Montreal")]
    [InlineData("Australia/Sydney")]
    public void A_zone_as_described_has_the_hours_of_that_zone_all_year(string id)
    {
        var zone = DateTimeZoneProviders.Tzdb[id];
        var described = CalendarZone.Describe(id, new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31));

        for (var day = Instant.FromUtc(2026, 1, 1, 12, 0); day < Instant.FromUtc(2027, 1, 1, 0, 0); day += Duration.FromDays(1))
        {
            var local = day.InZone(zone).LocalDateTime.ToDateTimeUnspecified();
            Assert.Equal(zone.GetUtcOffset(day).ToTimeSpan(), OffsetAt(described, local));
        }
    }

    [Fact]
    public async Task A_calendar_is_the_same_at_each_fetch_and_is_not_sent_again()
    {
        var first = await site.AskAsync("/agenda.ics");

        Assert.Equal(await first.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), await site.BytesAsync("/agenda.ics"));
        Assert.NotNull(first.Content.Headers.LastModified);
        Assert.Equal(HttpStatusCode.NotModified, await site.StatusAsync("/agenda.ics", first.Headers.ETag));
        var one = await site.AskAsync($"/agenda/{site.CancelledEntry}.ics");
        Assert.Equal(HttpStatusCode.NotModified, await site.StatusAsync($"/agenda/{site.CancelledEntry}.ics", one.Headers.ETag));
    }

    [Fact]
    public async Task A_date_bears_the_time_of_its_last_change()
    {
        await using var clocked = new ClockedSite(new DateTime(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc));
        var date = new AgendaEntry(AgendaKind.External, "Salon des métiers", new DateOnly(2026, 5, 12));
        date.Accept();
        await clocked.WithDatabaseAsync(db =>
        {
            db.Add(date);
            return db.SaveChangesAsync();
        });
        var before = await clocked.AskAsync("/agenda.ics");
        Assert.Contains(
            "LAST-MODIFIED:20260301T080000Z",
            await before.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);

        clocked.Clock.Now = new DateTime(2026, 3, 2, 9, 30, 0, DateTimeKind.Utc);
        await clocked.WithDatabaseAsync(async db =>
        {
            (await db.Agenda.SingleAsync()).Cancel();
            await db.SaveChangesAsync();
        });
        clocked.Clock.Now = new DateTime(2026, 3, 3, 10, 0, 0, DateTimeKind.Utc);
        var after = await clocked.AskAsync("/agenda.ics", before.Headers.ETag);

        Assert.Equal(new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.Zero), after.Content.Headers.LastModified);
        var text = await after.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("DTSTAMP:20260302T093000Z", text, StringComparison.Ordinal);
        Assert.Contains("LAST-MODIFIED:20260302T093000Z", text, StringComparison.Ordinal);
        Assert.Contains("STATUS:CANCELLED", text, StringComparison.Ordinal);
    }

    /// <summary>As a calendar program finds it: by the observance that began last.</summary>
    private static TimeSpan OffsetAt(VTimeZone zone, DateTime local) =>
        zone.TimeZoneInfos
            .SelectMany(info => info.RecurrenceRule is null
                ? [(From: info.Start!.Value, Info: info)]
                : info.GetOccurrences().Select(o => (From: o.Period.StartTime.Value, Info: info)).TakeWhile(o => o.From <= local))
            .Where(o => o.From <= local).MaxBy(o => o.From).Info.OffsetTo!.Offset;

    private async Task<string> UnfoldedAsync(string path) =>
        Encoding.UTF8.GetString(await site.BytesAsync(path)).Replace("\r\n ", "", StringComparison.Ordinal);

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"BEGIN:VTIMEZONE\r\nTZID:Indian/Reunion[\s\S]*?END:VTIMEZONE")]
    private static partial Regex Zone();

    [GeneratedRegex("(?<!\r)\n|\r(?!\n)")]
    private static partial Regex BareLineFeed();
}
