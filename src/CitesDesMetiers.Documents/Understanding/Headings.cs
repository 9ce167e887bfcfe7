using CitesDesMetiers.Documents.Reading;

namespace CitesDesMetiers.Documents.Understanding;

/// <summary>
/// Finds the titles of items. How this document writes them is learnt from what follows the titles of sections and the contacts.
/// </summary>
internal sealed class Headings
{
    private const int Longest = 230;

    /// <summary>So many titles behind contacts make a rule.</summary>
    private const int RegularFrom = 4;

    private readonly HashSet<Look> looks = [];
    private readonly CiteNames cites;
    private readonly Look body;
    private readonly bool followContacts;

    /// <summary>What a reader sees of a style.</summary>
    private sealed record Look(double Size, bool Bold, bool Italic, string? Colour, bool Capitals, int? Heading)
    {
        public static Look Of(Part part) => part.Block.Style is var style
            ? new(Math.Round(style.Size), style.Bold, style.Italic, style.Colour, part.IsInCapitals, part.Block.Heading) : null!;
    }

    public Headings(IEnumerable<(IReadOnlyList<Part> Parts, IReadOnlyList<ContactBlocks.Found> Contacts)> zones, CiteNames cites)
    {
        this.cites = cites;
        var all = zones.ToList();
        body = all.SelectMany(z => z.Parts).Where(p => !p.IsPicture).GroupBy(Look.Of).OrderByDescending(g => g.Sum(p => p.Text.Length))
            .Select(g => g.Key).FirstOrDefault() ?? new Look(0, false, false, null, false, null);
        var firsts = new List<Look>();
        foreach (var (parts, contacts) in all)
        {
            foreach (var start in contacts.Select(c => c.To).Prepend(0))
            {
                var at = Next(parts, start);
                if (at < parts.Count && cites.WholeOf(parts[at].Text) is not null)
                {
                    at = Next(parts, at + 1);
                }

                if (at < parts.Count && IsShort(parts[at]) && Look.Of(parts[at]) is var look && look != body)
                {
                    firsts.Add(look);
                }
            }
        }

        followContacts = firsts.Count >= RegularFrom;
        var most = firsts.GroupBy(l => l).Select(g => g.Count()).DefaultIfEmpty().Max();
        looks.UnionWith(firsts.GroupBy(l => l).Where(g => g.Count() * 4 >= most).Select(g => g.Key));
    }

    /// <summary>Whether a part is the title of an item.</summary>
    /// <param name="isFirst">Whether it follows the title of a section or a contact.</param>
    public (bool Is, double Sure, string Why) Judge(Part part, bool isFirst)
    {
        if (!IsShort(part))
        {
            return (false, 1, "");
        }

        var look = Look.Of(part);
        return looks.Contains(look)
            ? isFirst ? (true, 0.98, "Suit un contact ou le titre de la rubrique, et ressemble aux autres titres.")
                : followContacts ? (true, 0.6, "Ressemble aux titres, mais ne suit pas un contact : peut-être un intertitre.")
                : (true, 0.85, "Ressemble aux autres titres.")
            : isFirst && looks.Count == 0 ? (true, 0.8, "Suit un contact ou le titre de la rubrique.")
            : isFirst && look != body ? (true, 0.7, "Suit un contact ou le titre de la rubrique.")
            : (false, 1, "");
    }

    /// <summary>Whether a part is the name of a Cité above a title.</summary>
    public string? CiteAbove(IReadOnlyList<Part> parts, int at) =>
        !parts[at].IsPicture && cites.WholeOf(parts[at].Text) is { } cite && Next(parts, at + 1) is var next && next < parts.Count
            && IsShort(parts[next])
            ? cite : null;

    private static int Next(IReadOnlyList<Part> parts, int at)
    {
        while (at < parts.Count && parts[at].IsPicture)
        {
            at++;
        }

        return at;
    }

    private static bool IsShort(Part part) =>
        !part.IsPicture && part.Text.Length is > 2 and <= Longest && part.Block.ListLevel is null && Addresses.MailIn(part.Text) is null
            && part.Text.TrimEnd() is not [.., ';' or ',']
                && (part.IsInCapitals || part.Text.TrimEnd() is not [.., '.'] || part.Text.EndsWith("...", StringComparison.Ordinal));
}
