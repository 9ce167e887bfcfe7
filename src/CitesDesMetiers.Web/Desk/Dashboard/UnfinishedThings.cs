using System.Security.Claims;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Newsletter.Drafts;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Dashboard;

/// <summary>Lists what a person began: unsaved drafts and news saved as drafts.</summary>
internal sealed class UnfinishedThings(NewsletterContext db, ClaimsPrincipal user)
{
    private const int Shown = 8;

    private readonly int? own = user.OwnCiteId();

    public async Task<IReadOnlyList<DashboardLine>> ReadAsync(CancellationToken cancellation) =>
        [.. await UnsavedAsync(cancellation), .. await DraftsAsync(cancellation)];

    private async Task<IEnumerable<DashboardLine>> UnsavedAsync(CancellationToken cancellation)
    {
        var userId = user.UserId();
        var unsaved = await db.EditingSessions.Where(s => s.UserId == userId && s.Draft != null).OrderByDescending(s => s.DraftSavedAt).Take(Shown)
            .Select(s => new { s.Subject, s.Draft, s.DraftSavedAt }).ToListAsync(cancellation);
        return unsaved.Select(s => EditedThing.TryParse(s.Subject, out var thing) && (own is null || !thing.IsForEditors)
            ? new DashboardLine(
                $"Vous avez commencé {thing.Label}{(DraftFields.TitleOf(s.Draft!) is { } title ? $" : {title}" : "")}",
                $"Non enregistré, {ParisTime.Show(s.DraftSavedAt!.Value)}", thing.ResumePath)
            : null).OfType<DashboardLine>();
    }

    private async Task<IEnumerable<DashboardLine>> DraftsAsync(CancellationToken cancellation)
    {
        var userId = user.UserId();
        return (await db.News.Where(n => n.State == NewsState.Draft && (own == null ? n.AuthorId == userId : n.CiteId == own))
            .OrderByDescending(n => n.UpdatedAt).Take(Shown)
            .Select(n => new { n.Id, n.Title, n.UpdatedAt }).ToListAsync(cancellation))
            .Select(n => new DashboardLine($"Brouillon : {n.Title}", ParisTime.Show(n.UpdatedAt), DeskAddresses.NewsItem(n.Id)));
    }
}
