using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CitesDesMetiers.Tests.App;

namespace CitesDesMetiers.Tests.Reading;

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
    public async Task Times_stand_in_the_zone_of_the_Cite_which_the_file_describes()
    {
        var text = await UnfoldedAsync("/agenda.ics");

        Assert.Contains($"DTSTART;TZID=Indian/Reunion:{Day(PublishedSite.Soon)}T093000", text, StringComparison.Ordinal);
        Assert.Matches(@"BEGIN:VTIMEZONE\r\nTZID:Indian/Reunion[\s\S]*TZOFFSETTO:\+0400", text);
    }

    private async Task<string> UnfoldedAsync(string path) =>
        Encoding.UTF8.GetString(await site.BytesAsync(path)).Replace("\r\n ", "", StringComparison.Ordinal);

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    [GeneratedRegex("(?<!\r)\n|\r(?!\n)")]
    private static partial Regex BareLineFeed();
}
