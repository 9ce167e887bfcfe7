namespace CitesDesMetiers.Core.Issues;

/// <summary>Someone of the editorial team, as signed at the end of an issue.</summary>
public sealed record TeamMember(string Name, string? Role)
{
    /// <summary>Reads one person a line, "Name, role"; the role may be left out.</summary>
    public static IReadOnlyList<TeamMember> ParseAll(string? lines) =>
        [.. (lines ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parse)];

    private static TeamMember Parse(string line) =>
        line.Split(',', 2, StringSplitOptions.TrimEntries) is [var name, { Length: > 0 } role] ? new(name, role) : new(line.TrimEnd(','), null);
}
