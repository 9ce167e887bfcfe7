using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Web.Newsletter.Issues;

namespace CitesDesMetiers.Tests.Newsletter.Issues;

public class AgendaLineTests
{
    [Theory]
    [InlineData("Europe/Brussels", 1, false)]
    [InlineData("Europe/Brussels", 7, false)]
    [InlineData("Africa/Tunis", 1, false)]
    [InlineData("Africa/Tunis", 7, true)]
    public void An_hour_says_that_it_is_local_only_where_it_differs_from_that_of_Paris(string zone, int month, bool saysSo)
    {
        var day = new DateOnly(2026, month, 10);
        var line = new AgendaLine(
            1, AgendaKind.Internal, day, day, new TimeOnly(14, 0), null, "Réunion", null, null, null, null, null, null, zone, false, false);

        Assert.Equal(saysSo, line.Times.EndsWith("(heure locale)", StringComparison.Ordinal));
    }
}
