namespace CitesDesMetiers.Core.Issues;

/// <summary>A member of the editorial team, as listed at the end of an issue.</summary>
public sealed record TeamMember(string Name, string? Role)
{
    /// <summary>Parses one person a line, "Name, role"; the role is optional.</summary>
    public static IReadOnlyList<TeamMember> ParseAll(string? lines) =>
        [.. (lines ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parse)];

    private static TeamMember Parse(string line) =>
        line.Split(',', 2, StringSplitOptions.TrimEntries) is [var name, { Length: > 0 } role] ? new(name, role) : new(line.TrimEnd(','), null);
}
