using System.Text.RegularExpressions;
using AngleSharp.Dom;
using CitesDesMetiers.Web.Newsletter.News;

namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>Check 5: every picture has an alternative text, which is not its file name.</summary>
internal static partial class AlternativeTexts
{
    public static IEnumerable<Finding> Check(Dossier dossier)
    {
        foreach (var image in dossier.Page.Images.Cast<IElement>())
        {
            var text = image.GetAttribute("alt")?.Trim() ?? "";
            if (image.GetAttribute("role") is "presentation")
            {
                // The logo: the names beside it say what it says.
                continue;
            }

            if (text.Length == 0)
            {
                yield return Finding.Block(
                    5, $"{Where(dossier, image)} : une image n’a pas de texte de remplacement. Décrivez ce qu’elle montre.", PlaceOf(dossier, image))
                    .As(new("Images sans texte de remplacement", "Décrivez ce que chacune montre."), Where(dossier, image));
            }
            else if (FileName().IsMatch(text))
            {
                yield return Finding.Block(
                    5, $"{Where(dossier, image)} : « {FlatText.Short(text)} » est un nom de fichier. Décrivez ce que l’image montre.",
                    PlaceOf(dossier, image))
                    .As(new("Images décrites par un nom de fichier", "Décrivez ce que chacune montre."), text);
            }
        }
    }

    /// <summary>Finds the field to correct: that of an attached picture, or the text that contains the picture.</summary>
    private static Place PlaceOf(Dossier dossier, IElement image) =>
        PictureFiles.NameOf(image) is { } name
        && dossier.Places.ArticleOf(image) is { } article
        && article.Pictures.Any(p => p.Name == name && FlatText.Of(p.AlternativeText) == FlatText.Of(image.GetAttribute("alt") ?? ""))
        && dossier.Pictures.TryGetValue(name, out var known)
            ? dossier.Places.Article(article, PictureWords.FieldOf(known.Id)) : dossier.Places.Of(image);

    internal static string Where(Dossier dossier, IElement element) =>
        dossier.Places.ArticleOf(element) is { } article ? $"« {FlatText.Short(article.Title)} »" : "Dans le numéro";

    [GeneratedRegex(
        @"\.(jpe?g|png|gif|webp|svg|heic|tiff?|bmp|pdf)$|^(IMG|DSCN?|DCIM|PXL|P|MVI|Screenshot|Capture|image|photo)[ _-]?\d+$",
        RegexOptions.IgnoreCase)]
    private static partial Regex FileName();
}
