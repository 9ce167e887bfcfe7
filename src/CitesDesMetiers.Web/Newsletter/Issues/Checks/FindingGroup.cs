namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>Findings of one kind, or one that stands alone.</summary>
/// <param name="Kind">Null for a single finding.</param>
public sealed record FindingGroup(FindingKind? Kind, IReadOnlyList<Finding> Findings)
{
    /// <summary>Groups the findings by kind, in the order of the first of each.</summary>
    public static IReadOnlyList<FindingGroup> Of(IEnumerable<Finding> findings) =>
        [.. findings.GroupBy(f => (object?)f.Kind ?? f).Select(g => new FindingGroup(g.First().Kind, [.. g]))];
}
