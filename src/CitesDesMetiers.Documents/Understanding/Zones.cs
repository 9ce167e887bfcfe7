using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Documents.Understanding;

/// <summary>A part of the issue under its title.</summary>
/// <param name="Title">Null where nothing is written above it.</param>
internal sealed record Zone(ZoneKind Kind, string? Title, List<Part> Parts);

/// <summary>Divides a document into masthead, agenda, editorial, sections and what ends an issue.</summary>
internal static class Zones
{
    /// <summary>A longer paragraph is no entry of an agenda.</summary>
    private const int Prose = 200;

    public static List<Zone> Of(IReadOnlyList<Part> parts, DateOnly today)
    {
        var zones = new List<Zone> { new(ZoneKind.Masthead, null, []) };
        Zone? left = null;
        foreach (var part in parts)
        {
            var zone = zones[^1];
            if (!part.IsPicture && SectionNames.Of(part.Text) is { } kind && !(kind == ZoneKind.Team && IsAfterDate(zone, today)))
            {
                left = kind == ZoneKind.Agenda ? zone : null;
                zones.Add(new Zone(kind, part.Text, []));
            }
            else if (!part.IsPicture && Begun(zone, left, part, today) is { } begun)
            {
                left = null;
                if (begun != zone)
                {
                    zones.Add(begun);
                }

                begun.Parts.Add(part);
            }
            else
            {
                zone.Parts.Add(part);
            }
        }

        return zones;
    }

    /// <summary>Whether a title is awaited in the agenda: the editorial committee meets, too.</summary>
    private static bool IsAfterDate(Zone zone, DateOnly today) =>
        zone is { Kind: ZoneKind.Agenda, Parts: [.., var last] } && WrittenDates.Find(last.Text, today) is { } date
            && date.Length * 2 > last.Text.Length;

    /// <summary>The zone that a part begins or returns to without a title, or null.</summary>
    /// <param name="left">What the agenda interrupted.</param>
    private static Zone? Begun(Zone zone, Zone? left, Part part, DateOnly today) => zone.Kind switch
    {
        ZoneKind.Masthead or ZoneKind.Agenda when Courtesies.IsSalutation(part.Text) => new Zone(ZoneKind.Editorial, null, []),
        ZoneKind.Masthead when part.Text.Length >= Prose => new Zone(ZoneKind.Editorial, null, []),
        ZoneKind.Agenda when zone.Parts.Count > 0 && LeavesAgenda(zone, part, today) =>
            left is null or { Kind: ZoneKind.Masthead } ? new Zone(ZoneKind.Editorial, null, []) : new Zone(left.Kind, left.Title, []),
        ZoneKind.Moves or ZoneKind.CiteNews or ZoneKind.NetworkNews or ZoneKind.ContactAddress when IsContactAddress(part.Text) =>
            new Zone(ZoneKind.ContactAddress, null, []),
        ZoneKind.Moves or ZoneKind.ContactAddress when Courtesies.IsFarewell(part.Text) => new Zone(ZoneKind.Closing, null, []),
        _ => null,
    };

    private static bool LeavesAgenda(Zone agenda, Part part, DateOnly today)
    {
        var first = agenda.Parts[0].Block;
        if (first.Cell is { } cell && (part.Block.Cell is not { } other || other.Table != cell.Table || other.Column > cell.Column + 1
            || (other.Column != cell.Column && part.Text.Length >= Prose)))
        {
            return true;
        }

        return part.Text.Length >= Prose && !part.Lines.Any(l => WrittenDates.Find(l[..Math.Min(l.Length, 60)], today) is { Index: < 4 });
    }

    private static bool IsContactAddress(string text) =>
        Addresses.MailIn(text) is not null && Folding.Fold(text) is var folded
            && folded.StartsWith("l adresse", StringComparison.Ordinal) && folded.Contains("contact", StringComparison.Ordinal);
}
