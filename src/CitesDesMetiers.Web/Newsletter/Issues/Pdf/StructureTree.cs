using PdfSharp.Pdf;
using PdfSharp.Pdf.Advanced;

namespace CitesDesMetiers.Web.Newsletter.Issues.Pdf;

/// <summary>Corrects the structure that Chromium writes, where PDF/UA-1 (ISO 14289-1) asks for more.</summary>
internal sealed class StructureTree(PdfDocument document)
{
    private static readonly string[] Inline = ["/Strong", "/Em"];

    private readonly PdfDictionary root = document.Internals.Catalog.Elements.GetDictionary("/StructTreeRoot")
        ?? throw new InvalidDataException("The PDF has no structure.");

    private readonly Dictionary<PdfReference, PdfArray> contentByPage = [];

    public void Correct()
    {
        ReadParents();
        MapInlineTypes();
        foreach (var element in ElementsBelow(root).ToList())
        {
            if (TypeOf(element) is "/LI")
            {
                WrapBody(element);
            }
            else if (TypeOf(element) is "/Figure" && ElementsBelow(element).Any(e => TypeOf(e) is "/Figure"))
            {
                // The frame of a picture and its caption. The picture inside has the description.
                element.Elements.SetName("/S", "/Div");
            }
        }
    }

    internal static string? TypeOf(PdfDictionary element) => element.Elements.GetName("/S") is { Length: > 0 } type ? type : null;

    /// <summary>All elements below this one, in reading order.</summary>
    internal static IEnumerable<PdfDictionary> ElementsBelow(PdfDictionary element) =>
        KidsOf(element).Select(Resolve).OfType<PdfDictionary>().Where(e => TypeOf(e) is not null).SelectMany(e => ElementsBelow(e).Prepend(e));

    internal static IEnumerable<PdfItem> KidsOf(PdfDictionary element) =>
        Resolve(element.Elements["/K"]) switch
        {
            null => [],
            PdfArray kids => kids.Elements,
            _ => [element.Elements["/K"]!],
        };

    internal static PdfItem? Resolve(PdfItem? item) => item is PdfReference reference ? reference.Value : item;

    /// <summary>These types came with PDF 2.0.</summary>
    private void MapInlineTypes()
    {
        var map = new PdfDictionary(document);
        foreach (var type in Inline)
        {
            map.Elements.SetName(type, "/Span");
        }

        root.Elements["/RoleMap"] = map;
    }

    /// <summary>An item of a list may contain a label and a body only.</summary>
    private void WrapBody(PdfDictionary item)
    {
        var kids = KidsOf(item).ToList();
        var inside = kids.FindAll(kid => !(Resolve(kid) is PdfDictionary e && TypeOf(e) is "/Lbl" or "/LBody"));
        if (inside.Count == 0)
        {
            return;
        }

        var body = new PdfDictionary(document);
        document.Internals.AddObject(body);
        body.Elements.SetName("/Type", "/StructElem");
        body.Elements.SetName("/S", "/LBody");
        body.Elements.SetReference("/P", item);
        if (item.Elements["/Pg"] is { } page)
        {
            body.Elements["/Pg"] = page;
        }

        body.Elements["/K"] = new PdfArray(document, [.. inside]);
        foreach (var kid in inside)
        {
            Adopt(kid, body);
        }

        item.Elements["/K"] = new PdfArray(document, [.. kids.Except(inside), body.Reference!]);
    }

    private void Adopt(PdfItem kid, PdfDictionary parent)
    {
        var content = Resolve(kid);
        if (content is PdfDictionary element && TypeOf(element) is not null)
        {
            element.Elements.SetReference("/P", parent);
            return;
        }

        // A piece of a page finds its parent through the page.
        var page = (content as PdfDictionary)?.Elements["/Pg"] ?? parent.Elements["/Pg"];
        var id = content is PdfInteger number ? number.Value : (content as PdfDictionary)?.Elements.GetInteger("/MCID") ?? -1;
        if (id >= 0 && page is PdfReference reference && contentByPage.TryGetValue(reference, out var parents))
        {
            parents.Elements[id] = parent.Reference!;
        }
    }

    private void ReadParents()
    {
        var byKey = new Dictionary<int, PdfItem?>();
        if (root.Elements.GetDictionary("/ParentTree")?.Elements.GetArray("/Nums") is { } numbers)
        {
            for (var i = 0; i + 1 < numbers.Elements.Count; i += 2)
            {
                byKey[numbers.Elements.GetInteger(i)] = Resolve(numbers.Elements[i + 1]);
            }
        }

        foreach (var page in document.Pages)
        {
            if (page.Elements.ContainsKey("/StructParents")
                && byKey.GetValueOrDefault(page.Elements.GetInteger("/StructParents")) is PdfArray parents)
            {
                contentByPage[page.Reference!] = parents;
            }
        }
    }
}
