using System.Text.RegularExpressions;

namespace CitesDesMetiers.Documents.Understanding;

/// <summary>Salutation, text, closing formula, signatory and role of the editorial.</summary>
internal static partial class EditorialReading
{
    private const int LongestName = 60;
    private const int LongestRole = 120;

    /// <returns>Null if there is none, and the parts behind the signature, which may be items without a section.</returns>
    public static (UnderstoodEditorial? Editorial, double Sure, string Why, List<Part> After) Of(IReadOnlyList<Part> parts)
    {
        var texts = parts.Where(p => !p.IsPicture).ToList();
        var salutation = texts.FindIndex(0, Math.Min(3, texts.Count), p => Courtesies.IsSalutation(p.Text));
        var from = salutation + 1;
        var closing = texts.FindIndex(from, p => Courtesies.IsClosing(p.Text));
        var end = closing;
        var lines = (closing < 0 ? [] : texts.Skip(closing + 1).Take(3)).SelectMany(p => p.Lines.Select(l => (Part: p, Line: l.Trim()))).ToList();
        if (closing < 0)
        {
            // Without a formula: a short name, and perhaps a role, behind the last paragraph.
            var start = Math.Min(from + 1, texts.Count);
            end = texts.FindIndex(start, p => p.Text.Length <= LongestName + LongestRole && IsSignature(p.Lines.First()));
            lines = end < 0 ? [] : [.. texts.Skip(end).Take(2).SelectMany(p => p.Lines.Select(l => (p, l.Trim())))];
            end = end < 0 ? texts.Count : end;
        }

        var (signatory, role, used) = Signature(lines);
        var text = MarkdownText.Of(texts.Skip(from).Take(end - from));
        var last = used is null ? end : texts.IndexOf(used);
        var rest = texts.Skip(last + 1).SkipWhile(IsCall).ToList();
        if (text.Length == 0)
        {
            return (null, 0.7, "Aucun éditorial n’a été trouvé.", rest);
        }

        var sure = (salutation >= 0 ? 0.5 : 0.2) + (closing >= 0 ? 0.3 : 0.1) + (signatory is not null ? 0.2 : 0);
        return (
            new UnderstoodEditorial(
                salutation < 0 ? null : texts[salutation].Text, text, closing < 0 ? null : texts[closing].Text, signatory, role),
            sure, salutation < 0 ? "L’éditorial n’a pas de formule d’appel." : closing < 0 ? "L’éditorial n’a pas de formule de politesse."
                : signatory is null ? "Le nom sous l’éditorial n’a pas été trouvé." : "Formule d’appel, formule de politesse et signature.", rest);
    }

    private static (string? Name, string? Role, Part? Used) Signature(List<(Part Part, string Line)> lines)
    {
        if (lines.Count == 0 || !IsSignature(lines[0].Line))
        {
            return (null, null, null);
        }

        if (lines[0].Line.Split([", ", " – ", " - "], 2, StringSplitOptions.TrimEntries) is [var name, { Length: > 0 } role])
        {
            return (name, role, lines[0].Part);
        }

        return lines.Count > 1 && IsRole(lines[1].Line) ? (lines[0].Line.TrimEnd(','), lines[1].Line, lines[1].Part)
            : (lines[0].Line, null, lines[0].Part);
    }

    private static bool IsRole(string line) =>
        line.Length <= LongestRole && line[^1] is not ('.' or ':' or '!') && SectionNames.Of(line) is null
            && !line.Contains('@', StringComparison.Ordinal)
            && Role().IsMatch(line);

    private static bool IsSignature(string line) => line.Length <= LongestName + LongestRole && Name().IsMatch(line);

    /// <summary>The call to subscribe.</summary>
    private static bool IsCall(Part part) => Call().IsMatch(part.Text) || Addresses.IsOnly(part.Text);

    [GeneratedRegex(@"^\p{Lu}[\p{L}\p{M}.'’-]*(?: (?:de |du |d['’]|le |la |van |von |da |di )?\p{Lu}[\p{L}\p{M}.'’-]*){1,4}(?:,? ?$|, | [–-] )")]
    private static partial Regex Name();

    [GeneratedRegex(
        @"^(?:l[ea] |l['’])?(?:vice-)?(?:pr[ée]sident|d[ée]l[ée]gu|direct|coordin|secr[ée]taire|tr[ée]sori|charg[ée]|responsable|adjoint|anima|conseill|r[ée]dact)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Role();

    [GeneratedRegex("infolettre|inscri(?:re|vant|vez|ption)|abonne", RegexOptions.IgnoreCase)]
    private static partial Regex Call();
}
