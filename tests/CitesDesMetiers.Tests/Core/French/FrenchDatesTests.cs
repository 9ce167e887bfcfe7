using System.Globalization;
using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Tests.Core.French;

public class FrenchDatesTests
{
    [Theory]
    [InlineData("2018-06-01", "2018-06-01", "1er juin 2018")]
    [InlineData("2018-08-31", "2018-08-31", "31 août 2018")]
    [InlineData("2018-06-25", "2018-06-27", "25-27 juin 2018")]
    [InlineData("2018-06-01", "2018-06-03", "1er-3 juin 2018")]
    [InlineData("2018-06-30", "2018-07-02", "30 juin - 2 juillet 2018")]
    [InlineData("2018-06-30", "2018-07-01", "30 juin - 1er juillet 2018")]
    [InlineData("2018-12-30", "2019-01-02", "30 décembre 2018 - 2 janvier 2019")]
    [InlineData("2018-06-02", "2019-06-02", "2 juin 2018 - 2 juin 2019")]
    public void A_range_says_nothing_twice(string start, string end, string expected) =>
        Assert.Equal(expected, FrenchDates.Range(Date(start), Date(end)));

    [Fact]
    public void A_range_that_ends_before_it_starts_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => FrenchDates.Range(new(2018, 6, 2), new(2018, 6, 1)));

    [Fact]
    public void Days_and_months_are_French_in_any_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var name in (string[])["en-US", "ar-SA", "th-TH", "fa-IR", ""])
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
                Assert.Equal("1er juin 2018", FrenchDates.Day(new(2018, 6, 1)));
                Assert.Equal("juillet 2018", FrenchDates.Month(new(2018, 7, 14)));
                Assert.Equal("jeudi 31 mai 2018", FrenchDates.LongDay(new(2018, 5, 31)));
                Assert.Equal("dimanche 1er juillet 2018", FrenchDates.LongDay(new(2018, 7, 1)));
                Assert.Equal("12\u202F345", FrenchNumbers.Format(12345));
                Assert.Equal("-1\u202F234\u202F567", FrenchNumbers.Format(-1234567));
                Assert.Equal("999", FrenchNumbers.Format(999));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("10:30", null, "10~h~30")]
    [InlineData("9:00", "12:30", "de 9~h à 12~h~30")]
    [InlineData("9:05", "9:05", "9~h~05")]
    [InlineData(null, "18:00", "jusqu’à 18~h")]
    [InlineData("0:00", null, "0~h")]
    [InlineData(null, null, "")]
    public void Times_never_break_inside(string? start, string? end, string expected) =>
        Assert.Equal(expected.Replace('~', '\u00A0'), FrenchDates.Times(Time(start), Time(end)));

    private static DateOnly Date(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private static TimeOnly? Time(string? text) => text is null ? null : TimeOnly.Parse(text, CultureInfo.InvariantCulture);
}
