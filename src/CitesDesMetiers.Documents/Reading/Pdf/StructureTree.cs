using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace CitesDesMetiers.Documents.Reading.Pdf;

/// <summary>One paragraph of a tagged document, and the marked content it consists of.</summary>
/// <param name="Role">The standard structure type: P, H1, LBody, TD.</param>
internal sealed record TaggedParagraph(string Role, int? ListLevel, Cell? Cell, string? Language, List<(int Page, int Id)> Content);

/// <summary>Walks the structure tree of a tagged PDF, which holds the reading order (ISO 32000-1, 14.7).</summary>
internal sealed class StructureTree
{
    private const int Deepest = 60;
    private const int Most = 200_000;

    private static readonly HashSet<string> Inline =
        ["Span", "Link", "Em", "Strong", "Quote", "Code", "Reference", "Annot", "NonStruct", "BibEntry", "Ruby", "Warichu"];

    private readonly PdfDocument document;
    private readonly Dictionary<string, string> roles = [];
    private readonly Dictionary<IndirectReference, int> pages = [];
    private readonly List<TaggedParagraph> paragraphs = [];
    private int seen;
    private int tables;

    private StructureTree(PdfDocument document) => this.document = document;

    /// <returns>Null for a document without tags.</returns>
    public static List<TaggedParagraph>? Read(PdfDocument document)
    {
        if (document.Structure.Catalog.CatalogDictionary.TryGet(NameToken.Create("StructTreeRoot"), out var token)
            && new StructureTree(document) is var structure && structure.Resolve(token) is DictionaryToken root)
        {
            structure.Walk(root);
            return structure.paragraphs.Count > 0 ? structure.paragraphs : null;
        }

        return null;
    }

    private void Walk(DictionaryToken root)
    {
        if (document.Structure.Catalog.CatalogDictionary.TryGet(NameToken.Pages, out var tree))
        {
            Number(tree, 0);
        }

        if (Get(root, "RoleMap") is DictionaryToken map)
        {
            foreach (var (name, role) in map.Data)
            {
                if (role is NameToken standard)
                {
                    roles[name] = standard.Data;
                }
            }
        }

        Kids(root, new State("Document", 0, null, null, null), 0);
    }

    /// <summary>Numbers the pages, which elements name by their objects.</summary>
    private void Number(IToken token, int depth)
    {
        if (depth > Deepest || Resolve(token) is not DictionaryToken node)
        {
            return;
        }

        if (Get(node, "Kids") is ArrayToken kids)
        {
            foreach (var kid in kids.Data)
            {
                Number(kid, depth + 1);
            }
        }
        else if (token is IndirectReferenceToken reference)
        {
            pages.TryAdd(reference.Data, pages.Count + 1);
        }
    }

    /// <param name="List">How many lists it stands in.</param>
    private sealed record State(string Role, int List, Cell? Cell, int? Page, string? Language)
    {
        public int Row { get; set; } = -1;
        public int Column { get; set; } = -1;
    }

    private void Kids(DictionaryToken element, State state, int depth)
    {
        switch (Get(element, "K"))
        {
            case ArrayToken kids:
                foreach (var kid in kids.Data)
                {
                    Kid(kid, state, depth);
                }

                break;
            case { } kid:
                Kid(kid, state, depth);
                break;
        }
    }

    private void Kid(IToken token, State state, int depth)
    {
        if (depth > Deepest || ++seen > Most)
        {
            return;
        }

        switch (Resolve(token))
        {
            case NumericToken id when state.Page is { } page:
                Content(state).Content.Add((page, id.Int));
                break;
            case DictionaryToken child when Get(child, "S") is NameToken name:
                Element(child, roles.GetValueOrDefault(name.Data, name.Data), state, depth);
                break;
            case DictionaryToken content when Get(content, "MCID") is NumericToken id && (PageOf(content) ?? state.Page) is { } page:
                Content(state).Content.Add((page, id.Int));
                break;
        }
    }

    private void Element(DictionaryToken element, string role, State parent, int depth)
    {
        if (role == "Table")
        {
            tables++;
        }
        else if (role == "TR")
        {
            (parent.Row, parent.Column) = (parent.Row + 1, -1);
        }
        else if (role is "TD" or "TH")
        {
            parent.Column++;
        }

        var isInline = Inline.Contains(role);
        var state = new State(
            isInline ? parent.Role : role, parent.List + (role == "L" ? 1 : 0),
            role is "TD" or "TH" ? new Cell(tables - 1, Math.Max(0, parent.Row), parent.Column) : parent.Cell, PageOf(element) ?? parent.Page,
            Get(element, "Lang") is StringToken lang ? lang.Data : parent.Language)
        { Row = parent.Row, Column = -1 };
        if (!isInline)
        {
            Begin(state);
        }

        Kids(element, state, depth + 1);
        if (role is "THead" or "TBody" or "TFoot")
        {
            parent.Row = state.Row;
        }

        if (!isInline)
        {
            Begin(parent);
        }
    }

    private void Begin(State state) => paragraphs.Add(new TaggedParagraph(
        state.Role, state.List > 0 ? state.List - 1 : null, state.Cell, state.Language, []));

    private TaggedParagraph Content(State state)
    {
        if (paragraphs.Count == 0)
        {
            Begin(state);
        }

        return paragraphs[^1];
    }

    private int? PageOf(DictionaryToken dictionary) =>
        dictionary.TryGet(NameToken.Create("Pg"), out var token) && token is IndirectReferenceToken reference
            && pages.TryGetValue(reference.Data, out var page) ? page : null;

    private IToken? Get(DictionaryToken dictionary, string key) => dictionary.TryGet(NameToken.Create(key), out var token) ? Resolve(token) : null;

    private IToken? Resolve(IToken? token)
    {
        for (var i = 0; i < 10 && token is IndirectReferenceToken reference; i++)
        {
            token = document.Structure.GetObject(reference.Data)?.Data;
        }

        return token is IndirectReferenceToken ? null : token;
    }
}
