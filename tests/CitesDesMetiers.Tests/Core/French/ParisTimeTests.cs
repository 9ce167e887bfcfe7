using System.Globalization;
using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Tests.Core.French;

public class ParisTimeTests
{
    [Theory]
    [InlineData("2026-07-01T21:59:59Z", "2026-07-01")]
    [InlineData("2026-07-01T22:00:00Z", "2026-07-02")]
    [InlineData("2026-01-01T22:59:59Z", "2026-01-01")]
    [InlineData("2026-01-01T23:00:00Z", "2026-01-02")]
    public void A_day_begins_at_midnight_in_Paris(string now, string today)
    {
        var clock = new FixedClock(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture));

        Assert.Equal(DateOnly.Parse(today, CultureInfo.InvariantCulture), ParisTime.Today(clock));
    }

    [Fact]
    public void Of_an_hour_that_comes_twice_the_first_is_meant() =>
        Assert.Equal(
            new DateTime(2026, 10, 25, 0, 30, 0, DateTimeKind.Utc), ParisTime.ToUtc(new DateOnly(2026, 10, 25), new TimeOnly(2, 30)));

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
