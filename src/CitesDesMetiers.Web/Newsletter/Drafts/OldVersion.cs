using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Drafts;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Drafts;

/// <summary>Opens a form with an older version. Nothing changes until the editor saves it.</summary>
internal static class OldVersion
{
    public const string Parameter = "version";

    /// <summary>The texts of the version that the address asks for; null when it names none of these revisions.</summary>
    public static async Task<SavedTexts?> AskedAsync(
        HttpRequest request, FormState state, IQueryable<Revision> revisions, CancellationToken cancellation)
    {
        if (!int.TryParse(request.Query[Parameter], out var id)
            || await revisions.Where(r => r.Id == id).Select(r => new { r.Content, r.SavedAt }).FirstOrDefaultAsync(cancellation) is not { } found)
        {
            return null;
        }

        state.RestoredFrom = found.SavedAt;
        return SavedTexts.FromJson(found.Content);
    }

    public static IQueryable<Revision> OfNews(NewsletterContext db, int id) => db.Revisions.Where(r => r.NewsItemId == id);

    public static IQueryable<Revision> OfTexts(NewsletterContext db, int issueId) =>
        db.Revisions.Where(r => r.IssueId == issueId && r.Kind == RevisionKind.Texts);
}
