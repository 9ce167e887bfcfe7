namespace CitesDesMetiers.Documents.Understanding;

/// <summary>Chooses the Cité of an item among what its heading, its contact and its text say.</summary>
internal sealed class CiteChoice(CiteNames names)
{
    /// <param name="above">The Cité whose name stands above the title.</param>
    public (string? Cite, double Sure, string Why) Of(ZoneKind section, string? above, string title, UnderstoodContact? contact, string text)
    {
        if (above is not null)
        {
            return (above, 0.99, "Son nom est écrit au-dessus du titre.");
        }

        var inTitle = names.In(title);
        var ofContact = names.OfAddress(contact?.Address) ?? (contact?.Name is { } name ? Best(names.In(name)).Cite : null);
        if (section is ZoneKind.NetworkNews)
        {
            return Best(inTitle) is { Sure: > 0.9 } named && named.Cite == ofContact
                ? (named.Cite, 0.6, "Le titre et le contact la nomment, mais l’article est dans la rubrique du Réseau.")
                : (null, 0.9, "L’article est dans une rubrique du Réseau.");
        }

        var votes = new Dictionary<string, double>();
        void Vote(string cite, double weight) => votes[cite] = 1 - ((1 - votes.GetValueOrDefault(cite)) * (1 - weight));

        foreach (var (cite, sure) in inTitle)
        {
            Vote(cite, sure);
        }

        if (ofContact is not null)
        {
            Vote(ofContact, 0.85);
        }

        var start = text[..Math.Min(text.Length, 700)];
        foreach (var (cite, sure) in names.In(start))
        {
            Vote(cite, (sure > 0.8 ? 0.8 : 0.3) / Math.Max(1, names.In(start).Count));
        }

        if (votes.Count == 0)
        {
            foreach (var (cite, sure) in names.In(text))
            {
                Vote(cite, sure * 0.6);
            }
        }

        if (Best(votes) is not { Cite: { } best } chosen)
        {
            return CiteNames.Unknown(title + "\n" + text) is { } written
                ? (written, 0.4, "Cette Cité n’est pas dans la liste.")
                : (null, 0.3, "Aucune Cité n’est nommée.");
        }

        var second = votes.Where(v => v.Key != best).Select(v => v.Value).DefaultIfEmpty().Max();
        var reason = inTitle.ContainsKey(best) ? "Le titre la nomme." : ofContact == best ? "Le contact est de cette Cité." : "Le texte la nomme.";
        return second > chosen.Sure - 0.05
            ? (best, 0.5, reason + " Mais une autre Cité est possible.")
            : (best, Math.Min(0.99, chosen.Sure), reason);
    }

    private static (string? Cite, double Sure) Best(Dictionary<string, double> votes) =>
        votes.Count == 0 ? (null, 0) : votes.MaxBy(v => v.Value) is var best ? (best.Key, best.Value) : default;
}
