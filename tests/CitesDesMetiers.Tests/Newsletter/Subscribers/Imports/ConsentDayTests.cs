using CitesDesMetiers.Core.Subscribers.Imports;
using CitesDesMetiers.Web.Newsletter.Subscribers.Imports;

namespace CitesDesMetiers.Tests.Newsletter.Subscribers.Imports;

public class ConsentDayTests
{
    private static readonly DateOnly Today = new(2026, 6, 10);

    [Fact]
    public void Consent_counts_from_three_years_ago_to_today()
    {
        Assert.Null(LineReader.Fault(Today, Today));
        Assert.Null(LineReader.Fault(Today.AddYears(-3), Today));
        Assert.Equal(LineRefusal.DateInFuture, LineReader.Fault(Today.AddDays(1), Today));
        Assert.Equal(LineRefusal.DateTooOld, LineReader.Fault(Today.AddYears(-3).AddDays(-1), Today));
    }
}
