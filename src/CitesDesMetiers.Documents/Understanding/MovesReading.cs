using System.Text.RegularExpressions;
using CitesDesMetiers.Core.Cites;

namespace CitesDesMetiers.Documents.Understanding;

/// <summary>Arrivals and departures: below the name of a Cité, sentences that say who left, who replaces them, who has arrived.</summary>
internal static partial class MovesReading
{
    public static List<(UnderstoodMove Move, double Sure, string Why)> Of(IEnumerable<Zone> zones, CiteNames cites)
    {
        var moves = new List<(UnderstoodMove, double, string)>();
        foreach (var zone in zones.Where(z => z.Kind == ZoneKind.Moves))
        {
            string? cite = null;
            var open = new List<Part>();
            void Close()
            {
                if (open.Count > 0)
                {
                    moves.Add(Read(cite, open));
                    open = [];
                }
            }

            foreach (var part in Lined(zone, cites))
            {
                if (cites.WholeOf(part.Text) is { } named || (IsName(part.Text) && CiteNames.Unknown(part.Text) is not null))
                {
                    Close();
                    cite = cites.WholeOf(part.Text) ?? part.Text;
                }
                else
                {
                    if (open.Count > 0 && Begins(part.Text))
                    {
                        Close();
                    }

                    open.Add(part);
                }
            }

            Close();
        }

        return moves;
    }

    /// <summary>Each line that begins with a name, or is one, on its own.</summary>
    private static IEnumerable<Part> Lined(Zone zone, CiteNames cites) => zone.Parts.Where(p => !p.IsPicture).SelectMany(p =>
        p.Block.Lines.Count > 1 && p.Lines.First() is var first && (cites.WholeOf(first) ?? CiteNames.Unknown(first)) is not null && IsName(first)
            ? [new Part(p.Index, p.Block with { Lines = [p.Block.Lines[0]] }), new Part(p.Index, p.Block with { Lines = [.. p.Block.Lines.Skip(1)] })]
            : new[] { p });

    private static bool IsName(string text) => text.Length < 110 && text[^1] != '.' && text.StartsWith("Cité", StringComparison.OrdinalIgnoreCase);

    private static bool Begins(string text) => !Successor().IsMatch(text[..Math.Min(text.Length, 40)])
        && (Left().IsMatch(text) || Came().IsMatch(text));

    private static (UnderstoodMove Move, double Sure, string Why) Read(string? cite, List<Part> parts)
    {
        var text = string.Join(' ', parts.Select(p => p.Text));
        var address = Addresses.MailIn(string.Join('\n', parts.SelectMany(p => p.Lines)));
        var sentences = Addresses.Without(text);
        var replacement = Successor().Match(sentences) is { Success: true } successor ? successor.Groups["who"].Value : null;
        if (Left().Match(sentences) is { Success: true } left)
        {
            var move = new UnderstoodMove(cite, StaffMoveKind.Departure, left.Groups["who"].Value, Post(left), replacement, address, text);
            return (
                move, move.Post is null || cite is null ? 0.7 : 0.9,
                "La phrase dit qui part" + (replacement is null ? "." : " et qui la ou le remplace."));
        }

        if (Came().Match(sentences) is { Success: true } came)
        {
            return (
                new UnderstoodMove(cite, StaffMoveKind.Arrival, came.Groups["who"].Value, Post(came), null, address, text),
                cite is null ? 0.7 : 0.9, "La phrase dit qui arrive.");
        }

        return (new UnderstoodMove(cite, StaffMoveKind.Arrival, null, null, null, address, text), 0.2, "La phrase n’a pas été comprise.");
    }

    private static string? Post(Match match) => match.Groups["post"] is { Success: true } post ? post.Value.Trim(' ', ',', '.') : null;

    private const string Who = @"(?<who>\p{Lu}[\p{L}\p{M}'’-]+(?: (?:(?:de|du|van|le|la|da|von) )?\p{Lu}[\p{L}\p{M}'’-]+){1,3})";
    private const string ToEnd = @"(?<post>[^.;,]{3,140}?)(?=[.;,]|\s+(?:depuis|après|à compter|au 1er|en (?:janvier|f|mars|avril|mai|juin|juil|ao|sept|oct|nov|d[ée]c))|$)";

    [GeneratedRegex(
        Who + @",?(?: (?<post>[^.;]{3,100}?),)? (?:a (?:quitté|cessé|laissé)|quitte|quittera|part|est partie?|fait valoir|prend sa retraite)"
            + @"(?: (?:ses|son|sa) (?:fonctions?|postes?|missions?)(?: de| d['’]| en tant que| comme)\s*" + ToEnd + @"| (?:le|la) poste (?:de |d['’])" + ToEnd + ")?",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Left();

    [GeneratedRegex(@"(?:remplacée? par|(?:lui )?succède(?:ra)?(?: à)?\s*:?|successeure? (?:est )?|sera remplacée? par|remplaçante? (?:est )?) ?" + Who
        + "|" + Who + " (?:lui succède|la remplace|le remplace|prend sa suite|prend le relais)", RegexOptions.ExplicitCapture)]
    private static partial Regex Successor();

    [GeneratedRegex(
        "(?:[Bb]ienvenue à |[Aa]rrivée de |[Aa]rrivée : )?" + Who
            + @"(?:,? (?:a rejoint|rejoint|a été nommée?|est nommée?|devient|est la nouvelle|est le nouveau|arrive|prend (?:ses|les) fonctions|intègre|a intégré)"
            + @"(?: (?:l['’]équipe|la Cité[^.,;]*?|le Réseau)(?: de [^.,;]*?)?)?(?:,? (?:en tant que|comme|de|d['’]|au poste de|en qualité de))?\s*|, )" + ToEnd,
        RegexOptions.ExplicitCapture)]
    private static partial Regex Came();
}
