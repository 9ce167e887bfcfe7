using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Issues;

namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>
/// Check 6: pictures have a width, or Outlook shows them in full size. Check 7: sources are absolute, use https and a common format,
/// and exist. Check 8: files are small enough. Check 22: pictures are the same for every reader, without tracking pixels.
/// </summary>
internal static partial class PictureFiles
{
    private const int MaxBytes = 200_000, MaxTotalBytes = 1_000_000;

    public static IEnumerable<Finding> Check(Dossier dossier)
    {
        foreach (var image in dossier.Page.Images.Cast<IElement>())
        {
            var (where, place) = (AlternativeTexts.Where(dossier, image), dossier.Places.Of(image));
            if (Pixels(image, "width") is null)
            {
                yield return Finding.Warn(6, $"{where} : une image n’annonce pas sa largeur, et Outlook la montrerait trop grande.", place)
                    .As(new("Images sans largeur, qu’Outlook montrerait trop grandes"), where);
            }

            if (!IsShownEverywhere(image, dossier))
            {
                yield return Finding.Block(
                    7, $"{where} : l’adresse d’une image n’est pas en https, ou son format (WebP, SVG…) ne s’affiche pas partout. Choisissez "
                        + "une image de la photothèque.", place)
                    .As(new("Images qui ne s’affichent pas partout", "Choisissez des images de la photothèque."), where);
            }
            else if (NameOf(image) is { } name && !dossier.Pictures.ContainsKey(name))
            {
                yield return Finding.Block(
                    7, $"{where} : une image n’existe pas dans la photothèque. Retirez-la, ou choisissez-en une autre.", place)
                    .As(new("Images qui n’existent pas", "Retirez-les, ou choisissez-en d’autres."), where);
            }

            if (Pixels(image, "width") <= 2 || Pixels(image, "height") <= 2 || Source(image).Contains(RecipientMarks.Token, StringComparison.Ordinal)
                || Source(image).Contains('?', StringComparison.Ordinal))
            {
                yield return Finding.Block(
                    22, $"{where} : une image d’un point, ou différente pour chaque lecteur, servirait à les suivre. Retirez-la.", place);
            }
        }

        foreach (var finding in Weights(dossier))
        {
            yield return finding;
        }
    }

    internal static string? NameOf(IElement image) => Own().Match(Source(image)) is { Success: true } match ? match.Groups[1].Value : null;

    private static IEnumerable<Finding> Weights(Dossier dossier)
    {
        var files = dossier.Page.Images.Cast<IElement>().Select(i => (Image: i, Bytes: BytesOf(i, dossier))).DistinctBy(f => Source(f.Image))
            .ToList();
        foreach (var (image, bytes) in files.Where(f => f.Bytes > MaxBytes))
        {
            yield return Finding.Warn(
                8, $"{AlternativeTexts.Where(dossier, image)} : l’image « {FlatText.Short(image.GetAttribute("alt") ?? "")} » pèse {bytes / 1000} "
                    + "Ko ; au-delà de 200 Ko, elle tarde à s’afficher sur un téléphone. Réduisez-la ou recadrez-la.", dossier.Places.Of(image))
                .As(new("Images trop lourdes", "Au-delà de 200 Ko, elles tardent à s’afficher sur un téléphone."), image.GetAttribute("alt") ?? "");
        }

        var all = files.Sum(f => f.Bytes);
        if (all > MaxTotalBytes)
        {
            yield return Finding.Warn(
                8, $"Les images du numéro pèsent ensemble {all / 1000} Ko ; au-delà de 1 000 Ko, le courriel tarde à s’afficher. Retirez-en, ou "
                    + "réduisez-les.", dossier.Places.Composition);
        }
    }

    private static long BytesOf(IElement image, Dossier dossier) =>
        NameOf(image) is { } name && dossier.Pictures.TryGetValue(name, out var known)
            ? Source(image).Contains("-courriel.", StringComparison.Ordinal) ? known.MailBytes : known.LargeBytes : 0;

    private static bool IsShownEverywhere(IElement image, Dossier dossier) =>
        Uri.TryCreate(Source(image), UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && dossier.IsTrial))
        && Path.GetExtension(uri.AbsolutePath).ToUpperInvariant() is ".PNG" or ".JPG" or ".JPEG" or ".GIF";

    private static string Source(IElement image) => image.GetAttribute("src") ?? "";

    private static int? Pixels(IElement image, string attribute) =>
        int.TryParse(image.GetAttribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    [GeneratedRegex(PictureAddresses.Root + "([0-9a-f]{32})[-.]", RegexOptions.CultureInvariant)]
    private static partial Regex Own();
}
