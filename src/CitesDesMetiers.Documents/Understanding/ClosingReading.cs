using System.Text.RegularExpressions;

namespace CitesDesMetiers.Documents.Understanding;

/// <summary>What ends an issue: the address for everything, and who made it.</summary>
internal static partial class ClosingReading
{
    private const int LongestLine = 140;

    public static string? ContactAddress(IEnumerable<Zone> zones) =>
        zones.Where(z => z.Kind == ZoneKind.ContactAddress).Select(z => Addresses.MailIn(string.Join(' ', z.Parts.Select(p => p.Text))))
            .FirstOrDefault(a => a is not null);

    public static List<UnderstoodPerson> Team(IEnumerable<Zone> zones) =>
        [.. zones.Where(z => z.Kind == ZoneKind.Team).SelectMany(z => z.Parts).Where(p => !p.IsPicture).SelectMany(p => Joined(p.Lines))
            .Select(l => Person().Match(l)).Where(m => m.Success)
            .Select(m => new UnderstoodPerson(
                m.Groups["name"].Value, m.Groups["role"] is { Success: true } role ? role.Value.Trim(' ', ')', '.') : null))];

    /// <summary>A line without a name goes on from the one above.</summary>
    private static List<string> Joined(IEnumerable<string> lines)
    {
        var joined = new List<string>();
        foreach (var line in lines.Select(l => l.Trim()).Where(l => l.Length is > 0 and <= LongestLine && !Addresses.IsOnly(l)))
        {
            if (joined.Count > 0 && !Person().IsMatch(line) && char.IsLower(line[0]))
            {
                joined[^1] += " " + line;
            }
            else
            {
                joined.Add(line);
            }
        }

        return joined;
    }

    [GeneratedRegex(
        @"^(?<name>\p{Lu}[\p{L}\p{M}'’-]+(?: (?:(?:de|du|van|le|la|da|von) )?\p{Lu}[\p{L}\p{M}'’-]*){1,3})(?:\s*(?:, | [–—-] |: ?|\()(?<role>.{3,100}))?$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Person();
}
