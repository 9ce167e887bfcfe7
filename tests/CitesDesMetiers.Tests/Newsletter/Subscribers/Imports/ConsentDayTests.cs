using CitesDesMetiers.Core.Subscribers.Imports;
using CitesDesMetiers.Web.Newsletter.Subscribers.Imports;

namespace CitesDesMetiers.Tests.Newsletter.Subscribers.Imports;

public class ConsentDayTests
{
    private static readonly DateOnly Today = new(2026, 6, 10);

    [Fact]
    public void Consent_of_the_future_is_refused_and_that_of_more_than_three_years_ago_is_to_be_asked_for_again()
    {
        Assert.Null(LineReader.Fault(Today, Today));
        Assert.Null(LineReader.Fault(Today.AddYears(-3), Today));
        Assert.Equal(LineRefusal.DateInFuture, LineReader.Fault(Today.AddDays(1), Today));
        Assert.Null(LineReader.Fault(Today.AddYears(-3).AddDays(-1), Today));
        Assert.Equal(Today.AddYears(-3), LineReader.OldestConsent(Today));
    }
}
