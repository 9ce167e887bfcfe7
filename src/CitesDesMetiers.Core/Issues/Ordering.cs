namespace CitesDesMetiers.Core.Issues;

/// <summary>An entry with a position in a list, from 1.</summary>
internal interface IOrdered
{
    int Position { get; set; }
}

/// <summary>Keeps the positions of list entries, since the database returns them in no order.</summary>
internal static class Ordering
{
    public static IEnumerable<T> InOrder<T>(IEnumerable<T> list) where T : IOrdered => list.OrderBy(x => x.Position);

    public static void Renumber<T>(IEnumerable<T> list) where T : IOrdered
    {
        var position = 0;
        foreach (var entry in InOrder(list).ToList())
        {
            entry.Position = ++position;
        }
    }

    /// <summary>Moves the entry by so many places, at most to the edge. Returns false when it is at the edge already.</summary>
    public static bool Move<T>(IEnumerable<T> list, Predicate<T> predicate, int offset) where T : IOrdered
    {
        var ordered = InOrder(list).ToList();
        var from = ordered.FindIndex(predicate);
        var to = Math.Clamp(from + offset, 0, ordered.Count - 1);
        if (from < 0 || from == to)
        {
            return false;
        }

        var moved = ordered[from];
        ordered.RemoveAt(from);
        ordered.Insert(to, moved);
        for (var i = 0; i < ordered.Count; i++)
        {
            ordered[i].Position = i + 1;
        }

        return true;
    }

    /// <summary>The next entry in the given direction that satisfies the condition.</summary>
    public static T? Neighbour<T>(IEnumerable<T> list, T entry, int direction, Predicate<T> condition) where T : class, IOrdered
    {
        var ordered = InOrder(list).ToList();
        var step = Math.Sign(direction);
        for (var i = ordered.IndexOf(entry) + step; i >= 0 && i < ordered.Count; i += step)
        {
            if (condition(ordered[i]))
            {
                return ordered[i];
            }
        }

        return null;
    }
}
