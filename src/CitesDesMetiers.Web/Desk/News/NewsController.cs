using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Desk.Deleted;
using CitesDesMetiers.Web.Desk.Issues.Composition;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Newsletter.Drafts;
using CitesDesMetiers.Web.Newsletter.News;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using CitesDesMetiers.Web.Ui.Lists;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.News;

[Route(DeskAddresses.News)]
[FormLimit(nameof(NewsForm.Picture))]
[EnableRateLimiting(RateLimits.Upload)]
public class NewsController(
    NewsletterContext db, NewsWriting writing, DraftStore kept, DraftForms drafts, FormState state, Placement placement, TimeProvider clock)
    : EntryController<NewsItem, NewsForm>(db, drafts, state)
{
    protected override IQueryable<NewsItem> Writable
    {
        get
        {
            var own = User.OwnCiteId();
            return Db.News.Include(n => n.Pictures).ThenInclude(p => p.MediaFile).Include(n => n.Themes)
                .Where(n => own == null || n.CiteId == own);
        }
    }

    [HttpGet("")]
    public async Task<IActionResult> Index([FromQuery] NewsFilter filter, CancellationToken cancellation)
    {
        var own = User.OwnCiteId();
        var found = filter.Apply(Db, Db.News.Where(n => own == null || n.CiteId == own));
        var rows = await filter.ReadAsync(found, NewsFilter.Columns, NewsRow.From(Db), cancellation);
        return View(new NewsList(
            filter, rows, await Choices.CitesAsync(Db, User, cancellation), await Choices.ThemesAsync(Db, cancellation),
            await kept.UnfinishedAsync(Author.Of(User).UserId, Kind, cancellation))
        {
            MailsWaiting = await Db.MailedNews.CountAsync(m => m.Doubt != null, cancellation),
        });
    }

    [HttpPost("{id:int}/suppression")]
    public async Task<IActionResult> Delete(int id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } news)
        {
            return NotFound();
        }

        if (news.State is NewsState.Published || await Db.Set<IssueItem>().AnyAsync(i => i.NewsItemId == id, cancellation))
        {
            return Refused($"« {news.Title} » est dans un numéro : rien n’a été supprimé.", nameof(Index));
        }

        news.Delete(clock.GetUtcNow().UtcDateTime);
        await Db.SaveChangesAsync(cancellation);
        return Deleted($"« {news.Title} » est supprimée.", DeletedKind.News, id, nameof(Index));
    }

    protected override EditedKind Kind => EditedKind.News;

    protected override string NameOf(NewsItem entity) => entity.Title;

    protected override NewsForm ToForm(NewsItem entity) => NewsForm.From(entity);

    protected override async Task<NewsForm> OpenAsync(NewsItem entity, CancellationToken cancellation)
    {
        var form = ToForm(entity);
        if (await OldVersion.AskedAsync(Request, State, OldVersion.OfNews(Db, entity.Id), cancellation) is { } old)
        {
            (form.Title, form.Body, form.Language) = (old[nameof(NewsItem.Title)], old[nameof(NewsItem.Body)], old[nameof(NewsItem.Language)]);
        }

        return form;
    }

    protected override Task<NewsItem> MakeAsync(NewsForm form, CancellationToken cancellation) =>
        Task.FromResult(new NewsItem(form.Title!, form.CiteId, User.UserId(), clock.GetUtcNow().UtcDateTime));

    protected override Task ReceiveAsync(NewsForm form, CancellationToken cancellation) => writing.ReceiveAsync(form, ModelState, cancellation);

    protected override Task<string?> ApplyAsync(NewsForm form, NewsItem entity, CancellationToken cancellation) =>
        writing.ApplyAsync(form, entity, Author.Of(User), ModelState, cancellation);

    protected override async Task<string?> AfterSavingAsync(NewsForm form, NewsItem entity, CancellationToken cancellation) =>
        form.Step is NewsStep.Place && User.IsEditor() && OpenedFrom.IssueOf(Request) is { } issue
            ? await placement.PlaceAsync(issue, Author.Of(User), entity, null, cancellation) : null;

    protected override async Task<EntryPage<NewsItem, NewsForm>> PageAsync(NewsForm form, NewsItem? entity, CancellationToken cancellation) =>
        new NewsPage(
            form, entity, await Choices.CitesAsync(Db, User, cancellation),
            await Choices.ContactsAsync(Db, User, entity?.ContactId, cancellation), await Choices.ThemesAsync(Db, cancellation),
            entity is null ? null : await NewsTrail.ReadAsync(Db, entity, cancellation));
}
