using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers.Imports;
using CitesDesMetiers.Web.Newsletter.Subscribers.Imports;
using CitesDesMetiers.Web.Ui;
using CitesDesMetiers.Web.Ui.Lists;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Imports;

/// <param name="Undo">Null when the import cannot be undone.</param>
internal sealed record ImportPage(SubscriberImport Import, LineFilter Filter, IReadOnlyList<LineRow> Lines, UndoPreview? Undo);

internal sealed record LineRow(int Number, LineRefusal? Refusal, string? Said, string? Remark);

/// <summary>Selects the lines to show: all refused ones, those refused for one reason, or those accepted with a remark.</summary>
public class LineFilter : ListFilter
{
    private const string Remarks = "oui";

    [FromQuery(Name = "raison"), ModelBinder<FrenchSlugBinder>]
    public LineRefusal? Refusal { get; set; }

    [FromQuery(Name = "remarques")]
    public string? Remarked { get; set; }

    internal bool IsRemarked => Remarked == Remarks;

    internal int Found { get; private set; }

    internal int LastPage => PageLinks.Count(Found, PageSize);

    internal IQueryable<ImportLine> Apply(NewsletterContext db, int importId)
    {
        var lines = db.ImportLines.Where(l => l.ImportId == importId);
        return IsRemarked ? lines.Where(l => l.Refusal == null && l.Remark != null)
            : Refusal is { } refusal ? lines.Where(l => l.Refusal == refusal)
            : lines.Where(l => l.Refusal != null);
    }

    /// <summary>Reads the lines in the order of the file.</summary>
    internal async Task<IReadOnlyList<LineRow>> ReadAsync(IQueryable<ImportLine> lines, CancellationToken cancellation)
    {
        Found = await lines.CountAsync(cancellation);
        Page = Math.Min(Page, LastPage);
        return await lines.OrderBy(l => l.Number).Skip((Page - 1) * PageSize).Take(PageSize)
            .Select(l => new LineRow(l.Number, l.Refusal, l.Said, l.Remark)).ToListAsync(cancellation);
    }
}

/// <summary>The effect of undoing an import now.</summary>
/// <param name="Removable">The number of subscribers that would be deleted.</param>
/// <param name="Receivers">The number that would stay because mail was sent to them.</param>
/// <param name="Active">The number that would stay because they have acted themselves.</param>
internal sealed record UndoPreview(int Removable, int Receivers, int Active)
{
    internal static async Task<UndoPreview> ReadAsync(NewsletterContext db, SubscriberImport import, CancellationToken cancellation)
    {
        var all = await db.Subscribers.CountAsync(s => s.ImportId == import.Id, cancellation);
        var passive = await ImportUndoing.Passive(db, import.Id).CountAsync(cancellation);
        var removable = await ImportUndoing.Removable(db, import.Id).CountAsync(cancellation);
        return new UndoPreview(removable, passive - removable, all - passive);
    }
}
