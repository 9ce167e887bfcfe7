using CitesDesMetiers.Core.Documents;
using CitesDesMetiers.Web.Newsletter.Documents;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CitesDesMetiers.Web.Desk.Documents;

public class UploadForm
{
    [System.ComponentModel.DataAnnotations.Display(Name = "Document")]
    public IFormFile? File { get; set; }
}

internal sealed record DocumentRow(int Id, string FileName, DocumentState State, string ByName, DateTime CreatedAt, int? IssueId);

internal sealed record DocumentList(UploadForm Form, IReadOnlyList<DocumentRow> Documents) : IFormPage<UploadForm>;

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
}
