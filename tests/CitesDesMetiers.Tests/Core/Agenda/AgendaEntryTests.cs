using CitesDesMetiers.Core.Agenda;

namespace CitesDesMetiers.Tests.Core.Agenda;

public class AgendaEntryTests
{
    private static readonly DateOnly Day = new(2026, 6, 10);

    [Theory]
    [InlineData(0, 14, 14, true)]
    [InlineData(0, 14, 13, false)]
    [InlineData(1, 14, 13, true)]
    [InlineData(-1, 14, 15, false)]
    [InlineData(0, null, 15, false)]
    [InlineData(0, 14, null, true)]
    public void It_ends_when_it_starts_or_later(int days, int? start, int? end, bool isInOrder) =>
        Assert.Equal(isInOrder, AgendaEntry.IsInOrder(Day, Day.AddDays(days), At(start), At(end)));

    // Calendars take up a change only under a higher number.
    [Fact]
    public void Each_change_has_a_number_of_its_own()
    {
        var entry = new AgendaEntry(AgendaKind.Internal, "Réunion", Day);
        List<int> numbers = [entry.Sequence];
        Action[] changes =
        [
            () => entry.Describe(AgendaKind.External, "Forum", null, null, null, null, isMembersOnly: false),
            () => entry.Schedule(Day, Day, null, null), entry.Cancel, entry.Reinstate,
        ];
        foreach (var change in changes)
        {
            change();
            numbers.Add(entry.Sequence);
        }

        Assert.Equal([0, 1, 2, 3, 4], numbers);
    }

    private static TimeOnly? At(int? hour) => hour is { } h ? new TimeOnly(h, 0) : null;
}
