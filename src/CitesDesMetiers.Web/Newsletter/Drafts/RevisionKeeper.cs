using CitesDesMetiers.Core.Drafts;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CitesDesMetiers.Web.Newsletter.Drafts;

/// <summary>
/// Stores a revision with every save that changes the texts of a news item or an issue. Saves without an author, such as those of a
/// command or the demonstration, store none.
/// </summary>
internal sealed class RevisionKeeper(IHttpContextAccessor http, TimeProvider clock) : SaveChangesInterceptor
{
    private const string UnknownAuthor = "Avant l’historique";

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { } db && Author() is var (id, name) && name is not null)
        {
            foreach (var entry in db.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified).ToList())
            {
                await KeepAsync(db, entry, id, name, cancellationToken);
            }
        }

        return await base.SavingChangesAsync(eventData, result, cancellationToken);
    }

    private (int? Id, string? Name) Author() =>
        http.HttpContext is not { } context ? default
            : context.Items[typeof(RevisionAuthor)] is RevisionAuthor author ? (author.UserId, author.Name)
            : context.User.UserId() is { } id ? (id, context.User.DisplayName()) : default;

    private async Task KeepAsync(DbContext db, EntityEntry entry, int? authorId, string author, CancellationToken cancellation)
    {
        var kept = entry.Entity is NewsItem ? SavedTexts.OfNews : entry.Entity is Issue ? SavedTexts.OfIssue : null;
        if (kept is null)
        {
            return;
        }

        var now = SavedTexts.Now(entry, kept);
        if (entry.State is EntityState.Modified)
        {
            var before = SavedTexts.Before(entry, kept);
            if (before.ToJson() == now.ToJson())
            {
                return;
            }

            if (!await HasRevisionAsync(db, entry.Entity, cancellation))
            {
                db.Add(Make(entry.Entity, before, (entry.Entity as NewsItem)?.CreatedAt ?? clock.GetUtcNow().UtcDateTime, null, UnknownAuthor));
            }
        }

        db.Add(Make(entry.Entity, now, clock.GetUtcNow().UtcDateTime, authorId, author));
    }

    private static Revision Make(object entity, SavedTexts texts, DateTime at, int? authorId, string author) =>
        entity is NewsItem news
            ? Revision.Of(news, texts.ToJson(), at, authorId, author)
            : Revision.Of((Issue)entity, RevisionKind.Texts, texts.ToJson(), at, authorId, author);

    private static Task<bool> HasRevisionAsync(DbContext db, object entity, CancellationToken cancellation) =>
        entity is NewsItem news
            ? db.Set<Revision>().AnyAsync(r => r.NewsItemId == news.Id, cancellation)
            : db.Set<Revision>().AnyAsync(r => r.IssueId == ((Issue)entity).Id && r.Kind == RevisionKind.Texts, cancellation);
}

/// <summary>Overrides the author of revisions in this request. Put it into <see cref="HttpContext.Items"/> with its type as the key.</summary>
internal sealed record RevisionAuthor(int UserId, string Name);
