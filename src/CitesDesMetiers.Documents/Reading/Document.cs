namespace CitesDesMetiers.Documents.Reading;

/// <summary>A document taken apart, whatever its format. The same records travel as JSON between the reading process and the site.</summary>
/// <param name="Blocks">Paragraphs, table cells' paragraphs and pictures in reading order.</param>
/// <param name="Furniture">Page numbers, running heads and feet: no part of the text.</param>
/// <param name="Pages">One for formats without pages.</param>
/// <param name="Notes">What the reader of the document should know, such as tracked changes that were taken as accepted.</param>
/// <param name="Sizes">Of each page; null for formats without pages.</param>
public sealed record Document(
    DocumentKind Kind, int Pages, IReadOnlyList<Block> Blocks, IReadOnlyList<Block> Furniture, IReadOnlyList<DocumentNote> Notes,
    IReadOnlyList<PageSize>? Sizes = null);

/// <summary>In points.</summary>
public sealed record PageSize(double Width, double Height);

/// <summary>The kinds of documents that can be read.</summary>
public enum DocumentKind
{
    Text,
    Pdf,
    Docx,
    Odt,
}

/// <summary>What was left out or decided while reading.</summary>
public enum DocumentNote
{
    /// <summary>Insertions were kept, deletions left out.</summary>
    TrackedChanges,

    /// <summary>The file has macros. They were not read.</summary>
    Macros,

    /// <summary>The text was not UTF-8 and was read as Windows-1252.</summary>
    GuessedEncoding,

    /// <summary>Some pictures are missing: too large, too many, or of a kind that cannot be read.</summary>
    PicturesLeftOut,
}

/// <summary>One paragraph, or one picture.</summary>
/// <param name="Page">From 1.</param>
/// <param name="Lines">The lines as they stand; one where the format knows no lines.</param>
/// <param name="Heading">1 to 6 where the document says that it is a heading.</param>
/// <param name="ListLevel">From 0 for an entry of a list. The bullet is no part of the text.</param>
/// <param name="Cell">Where it stands in a table.</param>
/// <param name="Language">As the document says it, such as "fr-FR".</param>
/// <param name="Rest">Where it goes on after the end of a column or of a page.</param>
public sealed record Block(
    int Page, Box? Box, IReadOnlyList<Line> Lines, int? Heading = null, int? ListLevel = null, Cell? Cell = null, string? Language = null,
    Picture? Picture = null, IReadOnlyList<Place>? Rest = null)
{
    /// <summary>Empty where the format knows no positions.</summary>
    public IEnumerable<Place> Places => Box is null ? [] : [new(Page, Box), .. Rest ?? []];

    /// <summary>The lines joined: words broken at the end of a line are whole again.</summary>
    public string Text => LineJoining.Join(Lines.Select(l => l.Text));

    /// <summary>Of the largest part of the text.</summary>
    public TextStyle Style => Lines.Count == 0 ? TextStyle.Plain : Lines.MaxBy(l => l.Text.Length)!.Style;
}

/// <param name="Box">Null where the format knows no positions.</param>
/// <param name="Links">Links of this line, in order.</param>
/// <param name="Emphases">Parts of its text that are bold or italic, in order.</param>
public sealed record Line(
    string Text, TextStyle Style, Box? Box = null, IReadOnlyList<Link>? Links = null, IReadOnlyList<Emphasis>? Emphases = null)
{
    /// <summary>What stands from this letter on, such as after a bullet.</summary>
    public Line From(int start) => this with
    {
        Text = Text[start..],
        Emphases = Emphases?.Where(l => l.Start + l.Length > start)
            .Select(l => l with { Start = Math.Max(0, l.Start - start), Length = Math.Min(l.Length, l.Start + l.Length - start) }).ToList(),
    };
}

/// <summary>Letters of a line that are bold, italic, or both.</summary>
public sealed record Emphasis(int Start, int Length, bool Bold, bool Italic);

/// <param name="Size">In points; 0 if unknown.</param>
/// <param name="Colour">"#rrggbb"; null for black or unknown.</param>
public sealed record TextStyle(string? Font, double Size, bool Bold, bool Italic, string? Colour)
{
    public static TextStyle Plain { get; } = new(null, 0, false, false, null);
}

/// <summary>A link of a text.</summary>
/// <param name="Text">The words it stands under.</param>
public sealed record Link(string Text, string Address);

/// <summary>In points, from the top left corner of the page.</summary>
public sealed record Box(double Left, double Top, double Right, double Bottom);

/// <param name="Page">From 1.</param>
public sealed record Place(int Page, Box Box);

/// <param name="Table">Counts the tables of the document from 0.</param>
public sealed record Cell(int Table, int Row, int Column);

/// <summary>A picture as the document holds it.</summary>
/// <param name="Type">"image/jpeg" or "image/png".</param>
/// <param name="Text">The alternative text of the document.</param>
public sealed record Picture(string Type, byte[] Content, int Width, int Height, string? Text = null);
