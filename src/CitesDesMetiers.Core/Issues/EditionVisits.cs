using CitesDesMetiers.Core.Data;

namespace CitesDesMetiers.Core.Issues;

/// <summary>
/// How often the pages of an edition were read in one day: a number and nothing else, so that it says nothing about anybody.
/// Every instance adds to it (<see cref="DatabaseProvider.AddVisits"/>).
/// </summary>
/// <param name="day">In Paris.</param>
public class EditionVisits(int editionId, DateOnly day, int count)
{
    public int EditionId { get; private set; } = editionId;
    public DateOnly Day { get; private set; } = day;
    public int Count { get; private set; } = count;
}
