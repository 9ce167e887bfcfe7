using System.Globalization;
using System.Security.Claims;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Accounts;
using CitesDesMetiers.Web.Forms;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Features.Desk.Dashboard;

/// <summary>What one person began: typed and not saved, or saved as a draft.</summary>
internal sealed class UnfinishedThings(NewsletterContext db, ClaimsPrincipal user)
{
    private const int Shown = 8;

    private readonly int? own = user.OwnCiteId();

    public async Task<IReadOnlyList<DashboardLine>> ReadAsync(CancellationToken cancellation) => [.. await UnsavedAsync(cancellation), .. await DraftsAsync(cancellation)];

    private async Task<IEnumerable<DashboardLine>> UnsavedAsync(CancellationToken cancellation)
    {
        var userId = user.UserId();
        var sessions = await db.EditingSessions.Where(s => s.UserId == userId && s.Draft != null).OrderByDescending(s => s.DraftSavedAt).Take(Shown)
            .Select(s => new { s.Subject, s.DraftSavedAt }).ToListAsync(cancellation);
        var ids = sessions.Select(s => s.Subject.Split('/')).Where(s => s is ["nouvelle", var id] && IsNumber(id)).Select(s => int.Parse(s[1], CultureInfo.InvariantCulture)).ToList();
        var titles = await db.News.Where(n => ids.Contains(n.Id) && (own == null || n.CiteId == own)).ToDictionaryAsync(n => n.Id, n => n.Title, cancellation);
        return sessions.Select(s => (s.DraftSavedAt, Page: PageOf(s.Subject, titles))).Where(s => s.Page is not null)
            .Select(s => new DashboardLine($"Saisie non enregistrée : {s.Page!.Value.Name}", s.DraftSavedAt is { } at ? ParisTime.Show(at) : null, s.Page!.Value.Path));
    }

    private async Task<IEnumerable<DashboardLine>> DraftsAsync(CancellationToken cancellation)
    {
        var userId = user.UserId();
        return (await db.News.Where(n => n.State == NewsState.Draft && (own == null ? n.AuthorId == userId : n.CiteId == own)).OrderByDescending(n => n.UpdatedAt).Take(Shown)
            .Select(n => new { n.Id, n.Title, n.UpdatedAt }).ToListAsync(cancellation))
            .Select(n => new DashboardLine($"Brouillon : {n.Title}", ParisTime.Show(n.UpdatedAt), $"/redaction/nouvelles/{n.Id}"));
    }

    /// <summary>The page on which the subject of an <see cref="Core.Editing.EditingSession"/> is edited; null where they may not.</summary>
    /// <param name="titles">Of the news there are for them.</param>
    private (string Name, string Path)? PageOf(string subject, Dictionary<int, string> titles) =>
        subject.Split('/') switch
        {
            ["nouvelle", var id] when int.TryParse(id, out var number) => titles.TryGetValue(number, out var title) ? (title, $"/redaction/nouvelles/{number}") : null,
            ["nouvelle", _] => ("une nouvelle à créer", "/redaction/nouvelles/ajout"),
            ["numero", var id, "textes"] when own is null && IsNumber(id) => ("les textes d’un numéro", $"/redaction/numeros/{id}/textes"),
            _ => null,
        };

    private static bool IsNumber(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
