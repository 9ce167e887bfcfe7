using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Subscribers.Imports;

namespace CitesDesMetiers.Web.Newsletter.Subscribers.Imports;

/// <summary>Guesses the content of the columns from the titles and the first lines of a file. The editor can correct it.</summary>
/// <param name="HasTitles">Whether the first line contains titles rather than data.</param>
internal sealed record ColumnGuess(IReadOnlyList<ColumnUse> Columns, bool HasTitles)
{
    /// <summary>The longer words come first, because "date de consentement" contains "consentement".</summary>
    private static readonly (ColumnUse Use, string[] Words)[] Titles =
    [
        (ColumnUse.ConsentDate,
            ["date de consentement", "date du consentement", "date d inscription", "date inscription", "inscrit le", "date d accord", "consent date",
                "date optin", "optin date", "opt in date", "confirme le", "date"]),
        (ColumnUse.Consent, ["consentement", "consent", "accord", "optin", "opt in", "newsletter", "abonne", "accepte", "rgpd"]),
        (ColumnUse.Address,
            ["adresse electronique", "adresse mail", "adresse e mail", "adresse email", "courriel", "email", "e mail", "mel", "mail", "correo",
                "adresse"]),
        (ColumnUse.Organisation,
            ["organisation", "organisme", "structure", "societe", "entreprise", "employeur", "company", "organization", "etablissement",
                "association"]),
        (ColumnUse.Language, ["langue", "language", "lang", "idioma", "lingua"]),
        (ColumnUse.Cite, ["cite", "cite des metiers", "centre"]),
        (ColumnUse.Themes, ["themes", "theme", "thematiques", "thematique", "centres d interet", "interets"]),
    ];

    /// <param name="rows">The first rows of the file, at least one.</param>
    public static ColumnGuess From(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var width = rows.Max(r => r.Count);
        var hasTitles = !rows[0].Any(LooksLikeAddress);
        var uses = new ColumnUse[width];
        for (var i = 0; i < width; i++)
        {
            uses[i] = hasTitles && i < rows[0].Count ? OfTitle(rows[0][i]) : ColumnUse.Ignored;
        }

        var address = Enumerable.Range(0, width)
            .MaxBy(i => (rows.Skip(hasTitles ? 1 : 0).Count(r => i < r.Count && LooksLikeAddress(r[i])) * 2)
                + (uses[i] is ColumnUse.Address ? 1 : 0));
        var hasAddresses = uses[address] is ColumnUse.Address || rows.Any(r => address < r.Count && LooksLikeAddress(r[address]));
        var seen = new HashSet<ColumnUse>();
        for (var i = 0; i < width; i++)
        {
            uses[i] = hasAddresses && i == address ? ColumnUse.Address
                : uses[i] is ColumnUse.Address ? ColumnUse.Ignored
                : uses[i] is not (ColumnUse.Ignored or ColumnUse.Themes) && !seen.Add(uses[i]) ? ColumnUse.Ignored
                : Fits(uses[i], rows.Skip(1).Where(r => i < r.Count && r[i].Length > 0).Select(r => r[i]).ToList()) ? uses[i] : ColumnUse.Ignored;
        }

        return new ColumnGuess(uses, hasTitles);
    }

    private static ColumnUse OfTitle(string title)
    {
        var folded = Folding.Fold(title.Replace('_', ' '));
        return folded.Length == 0 ? ColumnUse.Ignored
            : Titles.FirstOrDefault(t => t.Words.Contains(folded)) is { Words: not null } exact ? exact.Use
            : Titles.FirstOrDefault(t => t.Words.Any(w => w.Length > 3 && folded.StartsWith(w + " ", StringComparison.Ordinal))).Use;
    }

    private static bool Fits(ColumnUse use, List<string> values) =>
        use switch
        {
            ColumnUse.ConsentDate => values.Count == 0 || values.Count(v => Vocabulary.Day(v) is not null) * 2 >= values.Count,
            ColumnUse.Consent => values.Count == 0 || values.Count(v => Vocabulary.Consent(v) is not null) * 2 >= values.Count,
            _ => true,
        };

    private static bool LooksLikeAddress(string text) => MailboxText.Read(FormulaGuard.Restore(text)).Address is not null;
}
