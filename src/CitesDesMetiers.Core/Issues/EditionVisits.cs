using CitesDesMetiers.Core.Data;

namespace CitesDesMetiers.Core.Issues;

/// <summary>
/// The number of page views of an edition in one day, without any data about readers. Every instance adds to it
/// (<see cref="DatabaseProvider.AddVisits"/>).
/// </summary>
/// <param name="day">The day in Paris.</param>
public class EditionVisits(int editionId, DateOnly day, int count)
{
    public int EditionId { get; private set; } = editionId;
    public DateOnly Day { get; private set; } = day;
    public int Count { get; private set; } = count;
}
