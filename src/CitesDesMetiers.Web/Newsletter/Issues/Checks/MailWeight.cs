using System.Text;

namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>Check 1: the HTML stays below 102 KB, where Gmail cuts messages. Check 29: one copy is within the relay's limit (RFC 1870).</summary>
internal static class MailWeight
{
    public const int MostHtml = 100_000;

    public static IEnumerable<Finding> Check(Dossier dossier)
    {
        var size = Encoding.UTF8.GetByteCount(dossier.Mail.Html);
        if (size > MostHtml)
        {
            yield return Finding.Block(
                1, $"Le courriel pèse {size / 1000} Ko ; au-delà de 100 Ko, Gmail le coupe. Raccourcissez ou retirez une nouvelle.",
                dossier.Places.Composition);
        }

        if (dossier.RelayLimit is { } limit && dossier.MessageSize > limit)
        {
            yield return Finding.Block(
                29, $"Le message entier pèse {dossier.MessageSize / 1000} Ko, et le serveur de courrier n’en prend que {limit / 1000}. "
                    + "Raccourcissez le numéro, ou prévenez la personne qui s’occupe du serveur.",
                dossier.Places.Composition);
        }
    }
}
