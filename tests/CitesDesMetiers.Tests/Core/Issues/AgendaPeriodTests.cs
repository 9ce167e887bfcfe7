using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Issues;

namespace CitesDesMetiers.Tests.Core.Issues;

/// <summary>Which dates an issue carries before an editor says otherwise.</summary>
public class AgendaPeriodTests
{
    private static readonly DateOnly First = new(2026, 6, 1), Last = new(2026, 7, 31);

    private readonly Issue issue = new(1, First);

    public AgendaPeriodTests() => issue.SetAgendaPeriod(First, Last);

    [Fact]
    public void Its_first_and_its_last_day_belong_to_it()
    {
        Assert.True(issue.Carries(On(First)));
        Assert.True(issue.Carries(On(Last)));
        Assert.False(issue.Carries(On(First.AddDays(-1))));
        Assert.False(issue.Carries(On(Last.AddDays(1))));
    }

    [Fact]
    public void A_cancelled_date_is_carried_only_by_choice()
    {
        var entry = On(First);
        entry.Cancel();
        Assert.False(issue.Carries(entry));

        issue.Choose(entry, include: true);
        Assert.True(issue.Carries(entry));
    }

    [Fact]
    public void A_choice_that_says_what_the_period_says_is_not_kept()
    {
        var entry = On(First);
        issue.Choose(entry, include: false);
        issue.Choose(entry, include: true);

        issue.SetAgendaPeriod(First.AddDays(1), Last);
        Assert.False(issue.Carries(entry));
    }

    private static AgendaEntry On(DateOnly day) => new(AgendaKind.Internal, "Réunion", day);
}
