using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Web.Newsletter.Issues.Translations;

namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>
/// Not in the requirements: what a translation still lacks. It warns and does not block, because some texts stay as they are on purpose.
/// </summary>
internal static class TranslationState
{
    private static readonly FindingKind Untranslated = new("Passages à traduire", "Tels quels, ils paraîtront dans la langue de l’original.");
    private static readonly FindingKind Missing = new(
        "Passages de l’original qui ne sont pas dans la traduction", "Traduisez-les pour les y ajouter.");
    private static readonly FindingKind Drafts = new("Brouillons automatiques à relire", "Personne ne les a encore relus.");
    private static readonly FindingKind Changed = new(
        "Originaux modifiés depuis leur traduction", "Corrigez la traduction, ou dites qu’elle est à jour.");

    public static IEnumerable<Finding> Check(Dossier dossier) =>
        dossier.Translation is not { } translation ? []
            : translation.Lines.SelectMany(line => Of(line).Select(f => Warn(f.Words, f.Kind, dossier.IssueId, line)));

    private static IEnumerable<(string Words, FindingKind Kind)> Of(TranslationLine line)
    {
        if (line.IsMissing)
        {
            yield return ("l’original l’a, pas la traduction.", Missing);
        }
        else if (!line.IsTranslated)
        {
            yield return ("reste à traduire.", Untranslated);
        }

        if (line.IsDraft)
        {
            yield return ("c’est un brouillon automatique que personne n’a relu.", Drafts);
        }

        if (line.Before is not null)
        {
            yield return ("l’original a changé depuis la traduction.", Changed);
        }
    }

    /// <remarks>The list of places puts the words of the passage between guillemets, so they have none of their own.</remarks>
    private static Finding Warn(string words, FindingKind kind, int issueId, TranslationLine line)
    {
        var source = line.Source;
        var spot = source.Text.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal);
        var place = new Place("la traduction", IssueAddresses.TranslatedPassage(issueId, line.Key));
        return Finding.Warn(null, $"{source.Group}, {source.Label.ToLowerInvariant()} : {words}", place).As(kind, spot);
    }
}
