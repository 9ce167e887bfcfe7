using System.Text.RegularExpressions;
using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Documents.Understanding;

/// <summary>Finds which Cité an item is about: in its title, in its contact, in its text.</summary>
internal sealed partial class CiteNames
{
    private readonly List<(string Folded, string Cite, double Sure)> names = [];
    private readonly List<(string Label, string Cite)> labels = [];

    public CiteNames(IEnumerable<KnownCite> cites)
    {
        foreach (var cite in cites)
        {
            Add(cite.Name, cite.Name);
            foreach (var other in cite.OtherNames ?? [])
            {
                Add(other, cite.Name);
            }

            foreach (var place in new[] { cite.City, cite.Region }.OfType<string>().Where(p => p.Length > 2))
            {
                var folded = Folding.Fold(place);
                names.Add(($"cite des metiers de {folded}", cite.Name, 0.93));
                names.Add(($"cite des metiers d {folded}", cite.Name, 0.93));
                names.Add(($"cite des metiers {folded}", cite.Name, 0.9));
                names.Add(($"cdm {folded}", cite.Name, 0.9));
                names.Add(($"cdm de {folded}", cite.Name, 0.9));
                names.Add(($"equipe de {folded}", cite.Name, 0.85));
                if (place == cite.City)
                {
                    names.Add((folded, cite.Name, 0.5));
                    labels.Add((folded.Replace(" ", "", StringComparison.Ordinal), cite.Name));
                }
            }

            labels.AddRange((cite.Domains ?? []).Select(d => (d, cite.Name)));
        }

        names.Sort((a, b) => b.Folded.Length.CompareTo(a.Folded.Length));
    }

    /// <summary>The full name, what follows "Cité des métiers de", and the first of two places that a name joins.</summary>
    private void Add(string name, string cite)
    {
        var folded = Folding.Fold(name);
        names.Add((folded, cite, 0.99));
        if (Place().Match(folded) is not { Success: true } place)
        {
            return;
        }

        if (place.Groups[1].Value.IndexOf(" et ", StringComparison.Ordinal) < 0)
        {
            labels.Add((place.Groups[1].Value.Replace(" ", "", StringComparison.Ordinal), cite));
        }

        names.Add(("cdm de " + place.Groups[1].Value, cite, 0.95));
        names.Add(("cdm " + place.Groups[1].Value, cite, 0.95));
        if (place.Groups[1].Value.Split(" et ") is [{ Length: > 3 } first, ..])
        {
            names.Add(("cite des metiers de " + first, cite, 0.95));
            names.Add(("cdm de " + first, cite, 0.93));
        }
    }

    /// <summary>The Cité whose name is the whole text, as above a title.</summary>
    public string? WholeOf(string text) =>
        text.Length > 110 ? null : Folding.Fold(text).Trim(' ', ':', '.', ',', '•') is var folded
            && names.FirstOrDefault(n => n.Folded == folded || folded == "la " + n.Folded) is { Cite: { } cite } ? cite : null;

    /// <summary>The Cités a text names, with how sure each is.</summary>
    public Dictionary<string, double> In(string text)
    {
        var singular = Folding.Fold(text).Replace("cites des metiers", "cite des metiers", StringComparison.Ordinal);
        var folded = ' ' + NotWords().Replace(singular, " ") + ' ';
        var found = new Dictionary<string, double>();
        foreach (var (name, cite, sure) in names)
        {
            // Longer names first: what they cover is taken away, so that "Marseille" does not count twice.
            var spaced = ' ' + name + ' ';
            if (folded.Contains(spaced, StringComparison.Ordinal))
            {
                found[cite] = Math.Max(found.GetValueOrDefault(cite), sure);
                folded = folded.Replace(spaced, " | ", StringComparison.Ordinal);
            }
        }

        return found;
    }

    /// <summary>The Cité that the domain of an address names.</summary>
    public string? OfAddress(string? address)
    {
        if (address?.Split('@') is not [var local, var domain])
        {
            return null;
        }

        var folded = NotWords().Replace(domain, "");
        return labels.FirstOrDefault(l => domain == l.Label || domain.EndsWith('.' + l.Label, StringComparison.Ordinal)).Cite
            ?? labels.FirstOrDefault(l => l.Label.Length > 4 && (folded.Contains(l.Label, StringComparison.Ordinal) || local == l.Label)).Cite;
    }

    /// <summary>A "Cité des métiers de X" that is not among those known, as the text writes it.</summary>
    public static string? Unknown(string text) => Written().Match(text) is { Success: true } found ? found.Value : null;

    [GeneratedRegex("^cite des metiers (?:de la |de l |de |du |des |d )?(.{3,})$")]
    private static partial Regex Place();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotWords();

    [GeneratedRegex(@"Cité des métiers (?:de la |de l['’]|de |du |d['’])\p{Lu}[\p{L}-]+")]
    private static partial Regex Written();
}
