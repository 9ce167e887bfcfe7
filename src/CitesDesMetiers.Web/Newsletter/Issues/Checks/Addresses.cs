using System.Net;
using System.Text.RegularExpressions;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>Check 20: no address that works only on the writer's computer or network. A trial site may link to itself.</summary>
internal static partial class Addresses
{
    public static IEnumerable<Finding> Check(Dossier dossier)
    {
        var own = dossier.IsTrial ? dossier.Site.PublicUri.Authority : null;
        foreach (var (element, address) in dossier.Page.All.Select(e => (e, e.GetAttribute("href") ?? e.GetAttribute("src") ?? ""))
            .DistinctBy(e => (e.Item2, dossier.Places.ArticleOf(e.e))))
        {
            if (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme.StartsWith("http", StringComparison.Ordinal)
                && uri.Authority != own && IsOfDevelopment(uri))
            {
                yield return Finding.Block(
                    20, $"{AlternativeTexts.Where(dossier, element)} : {FlatText.Short(address, 80)} n’est pas une adresse publique, et ne mènera "
                        + "vos lecteurs nulle part. Mettez l’adresse du site public.",
                    dossier.Places.Of(element))
                    .As(new("Adresses qui ne sont pas publiques", "Mettez celles du site public."), address);
            }
        }
    }

    /// <summary>Whether the address belongs to the local computer, to a private network or to a site under construction.</summary>
    public static bool IsOfDevelopment(Uri uri)
    {
        var host = uri.IdnHost.TrimEnd('.');
        return IPAddress.TryParse(host.Trim('[', ']'), out var ip)
            ? !PublicAddress.Is(ip)
            : !host.Contains('.', StringComparison.Ordinal) || Private().IsMatch(host);
    }

    // A label such as "test", "stage" or "recette" alone is allowed, because a Cité may have a site of that name.
    [GeneratedRegex(
        @"(^|\.)(localhost|local|lan|internal|intranet|home\.arpa|test|invalid)$"
            + @"|^(staging|preprod|pre-prod|preproduction|uat|dev)\.[^.]+\.|(^|\.)(staging|preprod)\.",
        RegexOptions.IgnoreCase)]
    private static partial Regex Private();
}
