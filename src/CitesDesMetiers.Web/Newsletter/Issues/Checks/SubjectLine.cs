using CitesDesMetiers.Core.Issues;

namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>Check 23: the subject is short enough to be shown whole. Check 24: the preheader differs from the subject.</summary>
internal static class SubjectLine
{
    private const int LeastPreheader = 40;

    public static IEnumerable<Finding> Check(Dossier dossier)
    {
        var (subject, preheader, places) = (dossier.Content.Subject.Trim(), dossier.Content.Preheader.Trim(), dossier.Places);
        if (subject.Length == 0)
        {
            yield return Finding.Block(23, "L’objet du courriel est vide : écrivez-le.", places.Texts("Subject"));
        }
        else if (subject.Length > Issue.SubjectLength)
        {
            yield return Finding.Block(
                23, $"L’objet du courriel compte {subject.Length} caractères ; au-delà de 78, les messageries le coupent.", places.Texts("Subject"));
        }
        else if (subject.Any(char.IsLetter) && !subject.Any(char.IsLower))
        {
            yield return Finding.Block(
                23, "L’objet du courriel est tout en capitales : beaucoup de messageries y verraient un indésirable.", places.Texts("Subject"));
        }

        if (preheader.Length is < LeastPreheader or > Issue.PreheaderLength)
        {
            yield return Finding.Warn(
                24, "L’accroche compte de 40 à 130 caractères : c’est la ligne que les messageries montrent à côté de l’objet.",
                places.Texts("Preheader"));
        }
        else if (preheader.Equals(subject, StringComparison.OrdinalIgnoreCase))
        {
            yield return Finding.Warn(24, "L’accroche répète l’objet : dites-y autre chose.", places.Texts("Preheader"));
        }
    }
}
