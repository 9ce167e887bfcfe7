using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Documents;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Documents.Reading;
using CitesDesMetiers.Web.Newsletter.Documents;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CitesDesMetiers.Web.Desk.Documents;

public class UploadForm
{
    [Display(Name = "Documents")]
    public List<IFormFile> Files { get; set; } = [];
}

internal sealed record DocumentRow(int Id, string FileName, DocumentState State, string ByName, DateTime CreatedAt);

/// <param name="Documents">How many it has.</param>
internal sealed record BatchRow(int Id, string Name, DateTime CreatedAt, int Documents);

/// <param name="Waiting">Documents that are not read yet.</param>
internal sealed record DocumentList(UploadForm Form, IReadOnlyList<DocumentRow> Documents, IReadOnlyList<BatchRow> Batches, int Waiting)
    : IFormPage<UploadForm>;

/// <param name="ToTakeBack">Documents whose time for that is not over.</param>
internal sealed record BatchPage(DocumentBatch Batch, IReadOnlyList<DocumentRow> Documents, int ToTakeBack)
{
    public int Waiting => Documents.Count(d => d.State is DocumentState.Waiting);

    public string Progress => Waiting == 0
        ? Documents.Count == 1 ? "Le document est lu." : $"Les {Documents.Count} documents sont lus."
        : $"{FrenchNumbers.Count(Documents.Count - Waiting, "document lu", "documents lus")} sur {Documents.Count}.";
}

/// <param name="HasBefore">Whether there is an older version of the correction.</param>
/// <param name="HasAfter">Whether there is one that was undone.</param>
/// <param name="EditionSlug">Of the edition of the archive that it became.</param>
internal sealed record DocumentPage(
    DocumentImport Document, CorrectionForm Form, IReadOnlyList<SheetBlock> Blocks, IReadOnlyList<SelectListItem> Cites,
    IReadOnlyList<SelectListItem> Issues, bool HasBefore, bool HasAfter, bool MayTakeBack,
    string? EditionSlug) : IFormPage<CorrectionForm>
{
    public static string ItemAnchor(int key) => FormattableString.Invariant($"passage-{key}");

    public static string SourceAnchor(int key) => FormattableString.Invariant($"original-{key}");

    /// <summary>Which passage each block went into.</summary>
    public IReadOnlyDictionary<int, SheetItem> Owners { get; } = Form.Items.SelectMany(i => i.BlockNumbers.Select(b => (Block: b, Item: i)))
        .GroupBy(p => p.Block).ToDictionary(g => g.Key, g => g.First().Item);

    /// <summary>Whether its pages can be drawn with the passages marked on them.</summary>
    public bool HasPlaces => Document.Kind == nameof(DocumentKind.Pdf) && Blocks.Any(b => b.Places is not null);

    /// <summary>The passages on a page, in their order, each with one rectangle for each of its columns.</summary>
    public IEnumerable<(SheetItem Item, IReadOnlyList<SheetPlace> Places)> PassagesOn(int page) =>
        from owner in Owners
        orderby owner.Key
        from place in Blocks.ElementAtOrDefault(owner.Key)?.Places ?? []
        where place.Page == page
        group place by owner.Value into passage
        select (passage.Key, SheetPlace.Joined(passage));
}
