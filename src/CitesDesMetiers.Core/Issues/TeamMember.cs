namespace CitesDesMetiers.Core.Issues;

/// <summary>A member of the editorial team, as listed at the end of an issue.</summary>
public sealed record TeamMember(string Name, string? Role)
{
    /// <summary>Parses lines of "Name, role", one person each; the role may be missing.</summary>
    public static IReadOnlyList<TeamMember> ParseAll(string? lines) =>
        [.. (lines ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parse)];

    private static TeamMember Parse(string line) =>
        line.Split(',', 2, StringSplitOptions.TrimEntries) is [var name, { Length: > 0 } role] ? new(name, role) : new(line.TrimEnd(','), null);
}
