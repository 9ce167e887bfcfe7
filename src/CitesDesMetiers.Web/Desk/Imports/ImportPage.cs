using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers.Imports;
using CitesDesMetiers.Web.Newsletter.Subscribers.Imports;
using CitesDesMetiers.Web.Ui;
using CitesDesMetiers.Web.Ui.Lists;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Imports;

/// <param name="Undo">Null where it cannot be undone any more, or not yet.</param>
public sealed record ImportPage(SubscriberImport Import, LineFilter Filter, IReadOnlyList<LineRow> Lines, UndoPreview? Undo);

public sealed record LineRow(int Number, LineRefusal? Refusal, string? Said, string? Remark);

/// <summary>Which lines of an import are shown: the refused ones, those refused for one reason, or those taken with a remark.</summary>
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

    /// <summary>In the order of the file.</summary>
    internal async Task<IReadOnlyList<LineRow>> ReadAsync(IQueryable<ImportLine> lines, CancellationToken cancellation)
    {
        Found = await lines.CountAsync(cancellation);
        Page = Math.Min(Page, LastPage);
        return await lines.OrderBy(l => l.Number).Skip((Page - 1) * PageSize).Take(PageSize)
            .Select(l => new LineRow(l.Number, l.Refusal, l.Said, l.Remark)).ToListAsync(cancellation);
    }
}

/// <summary>What undoing an import would do now.</summary>
/// <param name="Removable">Subscribers that would be gone.</param>
/// <param name="Receivers">Who would stay because something has been sent to them.</param>
/// <param name="Active">Who would stay because they have done something themselves.</param>
public sealed record UndoPreview(int Removable, int Receivers, int Active)
{
    internal static async Task<UndoPreview> ReadAsync(NewsletterContext db, SubscriberImport import, CancellationToken cancellation)
    {
        var all = await db.Subscribers.CountAsync(s => s.ImportId == import.Id, cancellation);
        var passive = await ImportUndoing.Passive(db, import.Id).CountAsync(cancellation);
        var removable = await ImportUndoing.Removable(db, import.Id).CountAsync(cancellation);
        return new UndoPreview(removable, passive - removable, all - passive);
    }
}
