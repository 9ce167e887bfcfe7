using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Web.Content.Markdown;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Issues;

/// <summary>
/// Builds the content of an issue that every format renders. Preview and publication both use it, so the preview shows what is sent.
/// </summary>
public sealed class EditionBuilder(NewsletterContext db, MarkdownRenderer markdown)
{
    /// <summary>Level of the first heading inside an article. The issue is level 1, a section 2, an article 3.</summary>
    private const int ArticleTopHeading = 4;
    private const int SectionTopHeading = 3;

    /// <summary>The content of the issue, or null if the issue does not exist.</summary>
    public async Task<EditionContent?> BuildAsync(int issueId, CancellationToken cancellation)
    {
        var issue = await db.Issues.AsNoTracking().Include(i => i.AgendaChoices).FirstOrDefaultAsync(i => i.Id == issueId, cancellation);
        if (issue is null)
        {
            return null;
        }

        var settings = await db.NewsletterSettingsAsync(cancellation);
        var words = await TranslatedWords.ReadAsync(db, issue, cancellation);
        var sections = await db.Set<IssueSection>().AsNoTracking().Where(s => s.IssueId == issueId).OrderBy(s => s.Position)
            .ToListAsync(cancellation);
        var shown = sections.FindAll(s => !s.IsHidden);

        // An agenda in first place becomes the column of the front page. In any other place it is a normal section.
        var column = shown is [{ Kind: SectionKind.Agenda } first, ..] ? first : null;
        var isHidden = shown.TrueForAll(s => s.Kind is not SectionKind.Agenda) && sections.Exists(s => s.Kind is SectionKind.Agenda);
        return await InlineSizes.ApplyAsync(db, new EditionContent
        {
            Number = issue.Number,
            Date = issue.Date,
            PeriodLabel = issue.PeriodLabel,
            Language = issue.Language,
            Subject = issue.Subject,
            Preheader = issue.Preheader,
            NewsletterName = settings.NewsletterName,
            NewsletterArticle = settings.NewsletterArticle,
            NetworkName = settings.NetworkName,
            NetworkWebSite = settings.NetworkWebSite,
            Look = settings.Look,
            PublisherName = settings.PublisherName,
            PublisherAddress = settings.PublisherAddress,
            Editorial = new EditionEditorial(
                issue.Salutation, markdown.ToHtml(issue.Editorial ?? "", issue.Language), issue.ClosingFormula, issue.Signatory, issue.SignatoryRole),
            Agenda = isHidden ? [] : [.. (await DatesOfAsync(issue, cancellation)).Select(e => DateOf(e, words))],
            AgendaTitle = column?.Title,
            SubscriptionCall = settings.SubscriptionCall,
            Sections = await SectionsAsync(shown.FindAll(s => s.Kind is not SectionKind.Agenda || column is null), words, cancellation),
            ContactNotice = issue.ContactNotice,
            ContactAddress = issue.ContactAddress,
            Closing = issue.Closing,
            Team = TeamMember.ParseAll(issue.Team),
        }, cancellation);
    }

    /// <summary>The dates that the issue carries, in order.</summary>
    /// <param name="issue">With its choices.</param>
    public async Task<IReadOnlyList<AgendaEntry>> DatesOfAsync(Issue issue, CancellationToken cancellation)
    {
        var chosen = issue.AgendaChoices.Select(c => c.AgendaEntryId).ToList();

        // Members-only entries are left out, because everyone can read the archive of an issue.
        var candidates = await db.Agenda.AsNoTracking().Include(e => e.Cite)
            .Where(e => e.IsAccepted && !e.IsMembersOnly
                && ((e.EndsOn >= issue.AgendaFrom && e.StartsOn <= issue.AgendaTo) || chosen.Contains(e.Id)))
            .OrderBy(e => e.StartsOn).ThenBy(e => e.EndsOn).ThenByFrench(e => e.Title).ToListAsync(cancellation);
        return candidates.FindAll(issue.Carries);
    }

    private async Task<IReadOnlyList<EditionSection>> SectionsAsync(
        List<IssueSection> sections, TranslatedWords words, CancellationToken cancellation)
    {
        var ids = sections.ConvertAll(s => s.Id);
        var items = await db.Set<IssueItem>().AsNoTracking()
            .Include(i => i.NewsItem!.Cite).Include(i => i.NewsItem!.Contact).Include(i => i.NewsItem!.Themes).Include(i => i.StaffMove!.Cite)
            .Where(i => ids.Contains(i.IssueSectionId))
            .OrderBy(i => i.Position).ToListAsync(cancellation);
        var pictures = await PicturesAsync([.. items.Where(i => i.NewsItemId is not null).Select(i => i.NewsItemId!.Value)], words, cancellation);
        var anchors = new HashSet<string>();
        var slugs = (await db.PublishedArticles.Select(a => a.Slug).ToListAsync(cancellation)).ToHashSet();
        return
        [
            .. sections.Select(s => new EditionSection(
                s.Kind, s.Title, Taken(anchors, s.Title),
                [.. items.Where(i => i.IssueSectionId == s.Id && i.NewsItem is not null).Select(i => ArticleOf(i.NewsItem!, slugs, pictures, words))],
                [.. items.Where(i => i.IssueSectionId == s.Id && i.StaffMove is not null).Select(i => MoveOf(i.StaffMove!, words))])
            {
                Html = s.Body is { } body ? markdown.ToHtml(body, words.Language, SectionTopHeading) : null,
            })
        ];
    }

    private async Task<ILookup<int, EditionPicture>> PicturesAsync(
        List<int> newsIds, TranslatedWords words, CancellationToken cancellation)
    {
        var rows = await db.Set<NewsPicture>().AsNoTracking().Where(p => newsIds.Contains(p.NewsItemId)).OrderBy(p => p.Position)
            .Select(p => new
            {
                p.NewsItemId,
                p.MediaFileId,
                p.MediaFile.Hash,
                p.MediaFile.Extension,
                p.AlternativeText,
                p.Credit,
                p.Caption,
                Large = p.MediaFile.Variants.Where(v => v.Size == MediaSize.Large).Select(v => new { v.Width, v.Height }).First(),
            }).ToListAsync(cancellation);
        return rows.ToLookup(r => r.NewsItemId, r => new EditionPicture(
            r.Hash[..32], r.Extension, r.Large.Width, r.Large.Height,
            words.Of(PassageKeys.PictureDescription(r.NewsItemId, r.MediaFileId), r.AlternativeText),
            words.Of(PassageKeys.PictureCaption(r.NewsItemId, r.MediaFileId), r.Caption), r.Credit));
    }

    private EditionArticle ArticleOf(NewsItem news, HashSet<string> slugs, ILookup<int, EditionPicture> pictures, TranslatedWords words)
    {
        // An article whose text is not translated yet is, and says, what it was.
        var language = words.Has(PassageKeys.NewsText(news.Id)) ? words.Language : news.Language;
        var title = words.Of(PassageKeys.NewsTitle(news.Id), news.Title);
        var html = markdown.ToHtml(words.Of(PassageKeys.NewsText(news.Id), news.Body), language, ArticleTopHeading);
        return new EditionArticle(
            news.Id, Taken(slugs, title), title, html, Excerpt.From(html), language, CiteOf(news.Cite),
            news.Contact is { } contact ? new EditionContact(contact.Name, contact.Role, contact.Address) : null,
            [.. pictures[news.Id]], [.. news.Themes.OrderBy(t => t.Name, FrenchOrder.Alphabet).Select(t => new EditionTheme(t.Name, t.Slug))]);
    }

    private static EditionMove MoveOf(StaffMove move, TranslatedWords words) =>
        new(
            move.Kind, CiteOf(move.Cite), move.Person, words.Of(PassageKeys.MovePost(move.Id), move.Post), move.EffectiveOn, move.ReplacedBy,
            move.Address, words.Of(PassageKeys.MoveWording(move.Id), move.Wording));

    private static EditionDate DateOf(AgendaEntry entry, TranslatedWords words) =>
        new(
            entry.Kind, entry.StartsOn, entry.EndsOn, entry.StartTime, entry.EndTime, words.Of(PassageKeys.DateTitle(entry.Id), entry.Title),
            words.Of(PassageKeys.DatePlace(entry.Id), entry.Place), entry.Link, CiteOf(entry.Cite));

    private static EditionCite? CiteOf(Cite? cite) => cite is null ? null : new EditionCite(cite.Name, cite.Slug, cite.City);

    private static string Taken(HashSet<string> taken, string title)
    {
        var slug = Slug.Unique(Slug.From(title), taken);
        taken.Add(slug);
        return slug;
    }
}
