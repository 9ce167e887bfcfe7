using System.Globalization;
using System.Text.RegularExpressions;
using CitesDesMetiers.Documents.Reading;

namespace CitesDesMetiers.Documents.Understanding;

/// <summary>
/// Finds the contacts of items: "Contact :" and a name and an address below it or beside it, or only a name above an address.
/// </summary>
internal static partial class ContactBlocks
{
    /// <summary>Parts that a contact with a label may have after the label.</summary>
    private const int MostParts = 5;

    private const int LongestLine = 90;

    /// <param name="From">The first part.</param>
    /// <param name="To">The part after the last.</param>
    /// <param name="HasMore">Whether it names other addresses, too.</param>
    internal sealed record Found(int From, int To, UnderstoodContact Contact, double Sure, string Why, bool HasMore = false);

    public static List<Found> In(IReadOnlyList<Part> parts)
    {
        var found = new List<Found>();
        for (var i = 0; i < parts.Count; i++)
        {
            if (At(parts, i) is { } contact)
            {
                found.Add(contact);
                i = contact.To - 1;
            }
        }

        return found;
    }

    private static Found? At(IReadOnlyList<Part> parts, int at)
    {
        var part = parts[at];
        if (part.IsPicture || part.Block.ListLevel is not null)
        {
            return null;
        }

        if (ContactLabel.Length(part.Text) is > 0 and var label)
        {
            return Labelled(parts, at, label);
        }

        // Without a label: at the end of an item, a short name over an address.
        var lines = part.LinesWithMails.ToList();
        var mail = lines.FindIndex(l => Addresses.IsOnly(l) && Addresses.MailIn(l) is not null);
        if (at == 0 || mail < 0 || mail > 2 || !lines.Take(mail).All(IsName))
        {
            return null;
        }

        if (mail > 0)
        {
            return new(at, at + 1, Of(lines), 0.75, "Un nom et une adresse terminent l’article, sans le mot « Contact ».");
        }

        return parts[at - 1] is { IsPicture: false, Block.ListLevel: null } above && at > 1 && above.Block.Lines.Count == 1 && IsName(above.Text)
            ? new(at - 1, at + 1, Of([above.Text, .. lines]), 0.75, "Un nom et une adresse terminent l’article, sans le mot « Contact ».")
            : new(at, at + 1, Of(lines), 0.6, "Une adresse seule termine l’article.");
    }

    private static Found? Labelled(IReadOnlyList<Part> parts, int at, int label)
    {
        var first = parts[at].LinesWithMails.ToList();
        var inline = LineJoining.Join(first)[label..].Trim();
        if (inline.Length > 2 * LongestLine && Addresses.MailIn(inline) is null)
        {
            return null;
        }

        first[0] = first[0].Length > label ? first[0][Math.Min(label, first[0].Length)..] : "";
        List<string> lines = [.. first];
        var (to, last) = (at + 1, Addresses.MailIn(inline) is not null ? at + 1 : -1);
        for (; to < parts.Count && to - at <= MostParts && last < to && IsOfContact(parts[to]); to++)
        {
            if (Addresses.MailIn(string.Concat(parts[to].LinesWithMails)) is not null)
            {
                last = to + 1;
            }
        }

        // An address cut in two, a telephone number or a second address below.
        while (last > 0 && last < parts.Count && parts[last] is { IsPicture: false } more && more.Lines.All(Addresses.IsOnly))
        {
            last++;
        }

        var end = last > 0 ? last : inline.Length == 0 && at + 1 < parts.Count && IsOfContact(parts[at + 1])
            && IsName(parts[at + 1].Text) ? at + 2 : at + 1;
        for (var i = at + 1; i < end; i++)
        {
            lines.AddRange(parts[i].LinesWithMails);
        }

        var contact = Of(lines);
        return contact is { Name: null, Address: null }
            ? inline.Length == 0 ? new(at, end, contact, 0.5, "Le mot « Contact » n’est suivi ni d’un nom ni d’une adresse.") : null
            : new(
                at, end, contact, contact is { Name: not null, Address: not null } ? 0.98 : 0.8,
                "Suit le mot « " + parts[at].Text[..label].Trim(' ', ':') + " ».", Addresses.MailsIn(Mended(lines)).Distinct().Count() > 1);
    }

    private static bool IsOfContact(Part part) =>
        !part.IsPicture && part.Text.Length <= 2 * LongestLine && part.Block.ListLevel is null && part.Block.Lines.Count <= 4
            && SectionNames.Of(part.Text) is null && part.Lines.All(l => l.Length <= LongestLine);

    /// <summary>A person, or a team: no sentence.</summary>
    private static bool IsName(string line) =>
        line.Length is > 2 and <= LongestLine && char.IsUpper(line.TrimStart()[0]) && line.Count(c => c == ' ') < 9
            && line.TrimEnd() is not [.., '.' or '!' or '?' or ':' or ';'];

    private static UnderstoodContact Of(IReadOnlyList<string> lines)
    {
        var text = Mended(lines);
        var address = Addresses.MailIn(text) ?? Addresses.MailIn(string.Concat(lines));
        var name = text.Split('\n').SelectMany(l => Parts().Split(Addresses.Without(l))).Select(Bare)
            .FirstOrDefault(n => n.Length > 1 && n.Any(char.IsLetter) && n.Count(char.IsLetter) > 2 && !n.Contains('@', StringComparison.Ordinal));
        return new(name is null ? null : PersonName(name), address);
    }

    /// <summary>The lines with the addresses whole that they cut.</summary>
    private static string Mended(IEnumerable<string> lines) => BrokenMail().Replace(BrokenName().Replace(string.Join('\n', lines), "$1"), "$1");

    private static string Bare(string text) => text.Trim([' ', '\t', '\u00A0', .. ",;:.-–—|/()<>•"]);

    /// <summary>"Anne MARTIN" as "Anne Martin".</summary>
    private static string PersonName(string name) => InCapitals().Replace(name, m =>
        CultureInfo.GetCultureInfo("fr-FR").TextInfo is var fr && Acronym().IsMatch(m.Value) ? m.Value : fr.ToTitleCase(fr.ToLower(m.Value)));

    [GeneratedRegex(@"\s[–—|]\s|\s-\s|,\s|\s*[(;\t]\s*|\s:\s")]
    private static partial Regex Parts();

    [GeneratedRegex(@"(@[\p{L}\p{N}.-]*|[\p{L}\p{N}]@)\s*\n\s*(?=[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\s*(?:$|\n))")]
    private static partial Regex BrokenMail();

    /// <summary>"jean-" above "pierre@…".</summary>
    [GeneratedRegex(@"(?<=^|\n)([a-z0-9._-]+[.-])\s*\n\s*(?=[a-z0-9._-]+@)")]
    private static partial Regex BrokenName();

    [GeneratedRegex(@"(?<![\p{L}\p{M}])\p{Lu}[\p{Lu}\p{M}'’]+(?![\p{L}\p{M}])")]
    private static partial Regex InCapitals();

    [GeneratedRegex("^(?:CDM|CCI|CIDJ|PACA|CRIJ|AFPA|APEC|VAE|MDE)$")]
    private static partial Regex Acronym();
}
