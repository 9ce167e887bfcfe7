using CitesDesMetiers.Web.Demo.Drawing;
using SkiaSharp;

namespace CitesDesMetiers.Web.Demo;

/// <summary>A drawing the demonstration knows how to make.</summary>
public sealed class Scene
{
    internal Scene(string name, string alternativeText, Action<Poster> paint) => (Name, AlternativeText, Paint) = (name, alternativeText, paint);

    /// <summary>How the content files ask for it.</summary>
    public string Name { get; }

    /// <summary>What it shows, in French, whatever its colouring.</summary>
    public string AlternativeText { get; }

    internal Action<Poster> Paint { get; }
}

/// <summary>
/// The pictures of the demonstration: flat posters cut out of plain shapes, the same bytes for the same scene and seed.
/// Drawn here, they belong to nobody else and weigh nothing in the repository.
/// </summary>
public static class Illustrations
{
    public const string Credit = "Illustration : Réseau des Cités des métiers, CC0";
    private const int JpegQuality = 88;

    public static IReadOnlyList<Scene> Scenes { get; } =
    [
        new(
            "etabli",
            "Dessin d'un établi sous une lampe : marteau, scie, équerre et tournevis accrochés au mur, une planche serrée dans l'étau.",
            Indoors.Workbench),
        new("entretien", "Dessin de deux personnes assises face à face à une petite table ronde, en pleine conversation.", Indoors.Interview),
        new(
            "table-ronde",
            "Dessin vu d'en haut : six personnes autour d'une grande table ronde couverte de feuilles, de crayons et de tasses.",
            Indoors.RoundTable),
        new(
            "livre",
            "Dessin d'un grand livre ouvert d'où sortent, comme découpés dans le papier, des maisons, un arbre et une grue.",
            Pages.OpenBook),
        new("ecrans", "Dessin d'un écran, d'une tablette et d'un téléphone posés sur un bureau, reliés par une même ligne.", Pages.Screens),
        new("boussole", "Dessin d'une grande boussole posée sur une carte où des chemins en pointillés relient plusieurs villes.", Objects.Compass),
        new("engrenages", "Dessin de trois roues dentées qui s'entraînent ; une jeune pousse à deux feuilles sort de la plus grande.", Objects.Gears),
        new("enveloppes", "Dessin d'un vol d'enveloppes, pareilles à des oiseaux, au-dessus d'une boîte aux lettres.", Objects.Envelopes),
        new(
            "metiers",
            "Dessin d'une étagère : casque de chantier, toque, stéthoscope, arrosoir, pinceaux et livres, un métier par objet.",
            Objects.Shelf),
        new("train", "Dessin d'un train qui franchit un viaduc devant des collines et un grand soleil rond.", Outdoors.Train),
        new("arbre", "Dessin d'un grand arbre au feuillage rond, près duquel une personne lit, assise sur un banc.", Outdoors.Tree),
        new("pont", "Dessin d'un pont suspendu au-dessus d'un fleuve, devant les immeubles d'une ville.", Waterside.Bridge),
        new("phare", "Dessin d'un phare rayé au bout d'une pointe rocheuse ; son faisceau éclaire une mer calme.", Waterside.Lighthouse),
        new("eoliennes", "Dessin de trois éoliennes et d'une rangée de panneaux solaires sur des collines, près d'une maison.", Outdoors.Turbines),
        new("port", "Dessin d'un port : deux grues, un cargo chargé de conteneurs et son reflet dans l'eau.", Waterside.Harbour),
        new("volcan", "Dessin d'une île montagneuse au milieu de l'océan, avec un volcan, des palmiers et un voilier.", Waterside.Island),
        new("forum", "Dessin d'un salon des métiers : trois stands à auvent rayé devant lesquels des visiteurs discutent.", Town.Forum),
        new("facade", "Dessin d'une façade à la tombée du soir : derrière chaque fenêtre éclairée, quelqu'un travaille ou apprend.", Town.Windows),
        new("camionnette", "Dessin d'une camionnette aménagée, auvent déplié, arrêtée sur la place d'un village.", Town.Van),
        new("escalier", "Dessin d'une personne qui monte un grand escalier vers une porte ouverte et lumineuse.", Town.Stairs),
    ];

    /// <summary>Draws a scene as a JPEG of 1600 by 1000 pixels.</summary>
    /// <exception cref="ArgumentException">No scene has this name.</exception>
    public static byte[] Draw(string name, int seed = 0)
    {
        var scene = Find(name) ?? throw new ArgumentException($"There is no scene \"{name}\".", nameof(name));
        using var bitmap = new SKBitmap(new SKImageInfo(Poster.Width, Poster.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        scene.Paint(new Poster(canvas, seed));
        canvas.Flush();
        using var jpeg = bitmap.Encode(SKEncodedImageFormat.Jpeg, JpegQuality);
        return jpeg.ToArray();
    }

    public static Scene? Find(string name) => Scenes.FirstOrDefault(s => s.Name == name);
}
