using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Web.Desk.Several;

/// <summary>What an act on several rows did, and why it left some as they were.</summary>
internal sealed class SeveralOutcome
{
    private const int MostNamed = 5;

    private readonly List<int> done = [];
    private readonly List<(string Name, string Reason)> left = [];

    /// <summary>The rows that changed.</summary>
    public IReadOnlyList<int> Done => done;

    /// <param name="reason">Why the row stays as it was; null if it changed.</param>
    public void Add(int id, string name, string? reason)
    {
        if (reason is null)
        {
            done.Add(id);
        }
        else
        {
            left.Add((name, reason));
        }
    }

    /// <param name="one">What was done to one row: "nouvelle acceptée".</param>
    /// <param name="many">What was done to several: "nouvelles acceptées".</param>
    public string Tell(string one, string many)
    {
        var told = done.Count == 0 ? "Rien n’a changé." : $"{FrenchNumbers.Count(done.Count, one, many)}.";
        foreach (var group in left.GroupBy(l => l.Reason))
        {
            var names = group.Select(l => $"« {l.Name} »").ToList();
            var others = names.Count > MostNamed ? $" et {FrenchNumbers.Count(names.Count - MostNamed, "autre", "autres")}" : "";
            told += $" {string.Join(", ", names.Take(MostNamed))}{others} : {group.Key}.";
        }

        return told;
    }
}
