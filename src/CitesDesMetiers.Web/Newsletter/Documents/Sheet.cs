using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Cites;

namespace CitesDesMetiers.Web.Newsletter.Documents;

/// <summary>What a passage of a document is.</summary>
public enum SheetLabel
{
    Article,
    Editorial,
    Date,
    Move,
    Ignored,
}

/// <summary>What was understood of a document, as an editor corrects it: the form of the page, and what is stored as JSON.</summary>
public class Sheet
{
    [Display(Name = "Formule d’appel")]
    public string? Salutation { get; set; }

    [Display(Name = "Formule de fin")]
    public string? ClosingFormula { get; set; }

    [Display(Name = "Signataire")]
    public string? Signatory { get; set; }

    [Display(Name = "Fonction")]
    public string? SignatoryRole { get; set; }

    [Display(Name = "Adresse de contact")]
    public string? ContactAddress { get; set; }

    /// <summary>One person a line.</summary>
    [Display(Name = "Équipe")]
    public string? Team { get; set; }

    /// <summary>Of the issue that the document is, for the archive.</summary>
    [Display(Name = "Numéro du document")]
    public int? Number { get; set; }

    /// <summary>The day on which it appeared.</summary>
    [Display(Name = "Date de parution")]
    public DateOnly? Date { get; set; }

    /// <summary>What stands for the month: "juin-juillet 2018".</summary>
    [Display(Name = "Période affichée")]
    public string? PeriodLabel { get; set; }

    [Display(Name = "Titre du numéro")]
    public string? Subject { get; set; }

    public List<SheetItem> Items { get; set; } = [];

    internal string ToJson() => JsonSerializer.Serialize(this);

    internal static Sheet From(string json) => JsonSerializer.Deserialize<Sheet>(json) ?? throw new JsonException("An empty sheet.");
}

/// <summary>One passage: an article, a date, a move. The properties of another label are kept, so that a change of label loses nothing.</summary>
public class SheetItem
{
    /// <summary>Names it within its document.</summary>
    public int Key { get; set; }

    [Display(Name = "C’est")]
    public SheetLabel Label { get; set; }

    [Display(Name = "Titre")]
    public string? Title { get; set; }
    public string? OriginalTitle { get; set; }

    [Display(Name = "Rubrique")]
    public string? Section { get; set; }

    [Display(Name = "Cité")]
    public int? CiteId { get; set; }

    [Display(Name = "Contact")]
    public string? ContactName { get; set; }

    [Display(Name = "Adresse du contact")]
    public string? ContactAddress { get; set; }

    /// <summary>Markdown.</summary>
    [Display(Name = "Texte")]
    public string? Text { get; set; }

    [Display(Name = "Premier jour")]
    public DateOnly? StartsOn { get; set; }

    [Display(Name = "Dernier jour")]
    public DateOnly? EndsOn { get; set; }

    [Display(Name = "Lieu")]
    public string? Place { get; set; }

    [Display(Name = "Nature")]
    public AgendaKind AgendaKind { get; set; }

    [Display(Name = "Sens")]
    public StaffMoveKind MoveKind { get; set; }

    [Display(Name = "Personne")]
    public string? Person { get; set; }

    [Display(Name = "Poste")]
    public string? Post { get; set; }

    [Display(Name = "Remplacement par")]
    public string? ReplacedBy { get; set; }

    /// <summary>Blocks of the document, with commas between.</summary>
    public string? Blocks { get; set; }

    /// <summary>Blocks of the document that hold its pictures, with commas between.</summary>
    public string? Pictures { get; set; }

    /// <summary>Alternative texts of the pictures, one a line, in their order.</summary>
    [Display(Name = "Description des images")]
    public string? PictureTexts { get; set; }

    /// <summary>The paragraph before which the text is to be cut, from 1. It is no part of what is stored.</summary>
    [Display(Name = "Couper le texte avant"), JsonIgnore]
    public int? CutAt { get; set; }

    /// <summary>Why a person should look at it; null if it is sure, or was looked at.</summary>
    public string? Doubt { get; set; }

    internal IReadOnlyList<int> BlockNumbers => NumbersIn(Blocks);

    internal IReadOnlyList<int> PictureBlocks => NumbersIn(Pictures);

    /// <summary>The blocks that hold pictures, each with its alternative text; null if there is none.</summary>
    internal IEnumerable<(int Block, string? Words)> PictureWords
    {
        get
        {
            var lines = (PictureTexts ?? "").ReplaceLineEndings("\n").Split('\n');
            return PictureBlocks.Select((block, i) => (block, i < lines.Length ? lines[i] : null));
        }
    }

    internal void Show(IEnumerable<(int Block, string? Words)> pictures)
    {
        var shown = pictures.DistinctBy(p => p.Block).ToList();
        Pictures = Joined(shown.Select(p => p.Block));
        PictureTexts = shown.Exists(p => !string.IsNullOrWhiteSpace(p.Words)) ? string.Join('\n', shown.Select(p => p.Words?.Trim())) : null;
    }

    internal string Name =>
        (Label is SheetLabel.Move ? Person : Title) is { Length: > 0 } name ? name : Label is SheetLabel.Editorial ? "Éditorial" : "Sans titre";

    internal static string? Joined(IEnumerable<int> numbers) => string.Join(',', numbers.Distinct()) is { Length: > 0 } list ? list : null;

    private static List<int> NumbersIn(string? list) =>
        [.. (list ?? "").Split(',').Select(n => int.TryParse(n, out var number) ? number : -1).Where(n => n >= 0)];
}

/// <summary>A block of the document, for the page that shows it.</summary>
/// <param name="Text">Its picture's alternative text for a picture.</param>
/// <param name="Places">Where it stands on its pages; null where the document has no pages, or was read before places were kept.</param>
public sealed record SheetBlock(int Page, string? Text, bool IsHeading, bool IsPicture, IReadOnlyList<SheetPlace>? Places = null)
{
    internal static IReadOnlyList<SheetBlock> All(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize<List<SheetBlock>>(json) ?? [];
}

/// <summary>A rectangle on a page, in thousandths of its width and height from the top left corner.</summary>
public sealed record SheetPlace(int Page, int Left, int Top, int Width, int Height)
{
    private int Right => Left + Width;

    private int Bottom => Top + Height;

    /// <summary>Makes one of those that stand below each other.</summary>
    /// <param name="places">Of one page, in reading order.</param>
    internal static IReadOnlyList<SheetPlace> Joined(IEnumerable<SheetPlace> places)
    {
        var joined = new List<SheetPlace>();
        foreach (var place in places)
        {
            if (joined.Count > 0 && joined[^1] is var last && place.Top >= last.Top && place.Left < last.Right && last.Left < place.Right)
            {
                var (left, right) = (Math.Min(last.Left, place.Left), Math.Max(last.Right, place.Right));
                joined[^1] = last with { Left = left, Width = right - left, Height = Math.Max(last.Bottom, place.Bottom) - last.Top };
            }
            else
            {
                joined.Add(place);
            }
        }

        return joined;
    }
}
