using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Documents;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Newsletter.Documents;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Platform.Auditing;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Documents;

/// <summary>
/// Makes an edition of the archive of a corrected sheet, in one transaction. Nobody is written to. Dates, moves and contacts stay in the
/// edition: today's agenda and directory do not change.
/// </summary>
public sealed class IntoArchive(
    NewsletterContext db, EditionBuilder builder, DocumentPictures pictures, AuditLog audit, TimeProvider clock)
{
    /// <summary>The hour is not known; at noon no time zone changes the day.</summary>
    private static readonly TimeOnly Noon = new(12, 0);

    /// <param name="sheet">Without a problem that <see cref="ArchiveCheck"/> or <see cref="SheetCheck"/> finds.</param>
    /// <param name="offersOriginal">Whether readers can download the document.</param>
    /// <returns>The slug of the edition, or else a sentence that says why there is none.</returns>
    public async Task<(string? Slug, string Said)> TakeAsync(
        int documentId, Sheet sheet, bool offersOriginal, Author by, CancellationToken cancellation)
    {
        var media = await pictures.ReceiveAsync(documentId, sheet, cancellation);
        try
        {
            return await db.Database.CreateExecutionStrategy().ExecuteAsync(
                () => TryTakeAsync(documentId, sheet, media, offersOriginal, by, cancellation));
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || DatabaseProvider.Of(db.Database).IsUniqueViolation(e))
        {
            db.ChangeTracker.Clear();
            return (null, "Quelqu’un a mis ce document ou ce numéro dans l’archive au même instant : rien n’est pris une seconde fois.");
        }
    }

    private async Task<(string? Slug, string Said)> TryTakeAsync(
        int documentId, Sheet sheet, IReadOnlyDictionary<int, int> media, bool offersOriginal, Author by, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var document = await db.DocumentImports.Include(d => d.Traces).FirstAsync(d => d.Id == documentId, cancellation);
        if (!document.MayCorrect)
        {
            return (null, "Quelqu’un d’autre vient de se servir de ce document : rien n’est pris une seconde fois.");
        }

        var (now, at) = (clock.GetUtcNow().UtcDateTime, ParisTime.ToUtc(sheet.Date!.Value, Noon)!.Value);
        var issue = IssueOf(sheet);
        var news = await FillAsync(issue, sheet, media, at, cancellation);
        foreach (var (item, _) in news)
        {
            item.Record(NewsEventKind.Published, now, by.UserId, by.Name, $"Mise dans l’archive, lue dans « {document.FileName} ».");
        }

        db.Add(issue);
        issue.MarkArchived(at);
        await db.SaveChangesAsync(cancellation);
        var content = await ContentAsync(issue.Id, sheet, news, cancellation);
        var edition = Edition.OfArchive(issue, Publisher.SlugOf(content), content, at, now);
        var position = 0;
        foreach (var article in content.AllArticles)
        {
            edition.Index(new PublishedArticle(article, news.First(n => n.News.Id == article.NewsItemId).News.CiteId, ++position, at, []));
        }

        db.Add(edition);
        await db.SaveChangesAsync(cancellation);
        if (offersOriginal)
        {
            await OfferAsync(document, edition.Id, cancellation);
        }

        string[] paths = [SiteAddresses.Issue(edition.Slug), .. content.AllArticles.Select(a => SiteAddresses.Article(a.Slug))];
        await db.WithdrawnPages.Where(p => paths.Contains(p.Path)).ExecuteDeleteAsync(cancellation);
        document.Archive(edition.Id, now);
        audit.Add(AuditAction.EditionArchived, AuditSubjects.Of(issue));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return (edition.Slug, $"Le numéro {issue.Number} est dans l’archive. Personne n’en est prévenu.");
    }

    private static Issue IssueOf(Sheet sheet)
    {
        var issue = new Issue(sheet.Number!.Value, sheet.Date!.Value);
        issue.Identify(issue.Number, issue.Date, issue.Language, sheet.PeriodLabel);
        var titles = string.Join(" – ", sheet.Items.Where(i => i.Label is SheetLabel.Article).Select(i => i.Title!.Trim()));
        issue.Announce(sheet.Subject, Shortened(titles, Issue.PreheaderLength));
        IssueTexts.Of(sheet).WriteTo(issue);
        return issue;
    }

    /// <summary>Adds sections with the titles that the document has, and their news.</summary>
    private async Task<List<(NewsItem News, SheetItem Item)>> FillAsync(
        Issue issue, Sheet sheet, IReadOnlyDictionary<int, int> media, DateTime at, CancellationToken cancellation)
    {
        var all = new List<(NewsItem News, SheetItem Item)>();
        var stored = await db.Media.Where(m => media.Values.Contains(m.Id)).ToDictionaryAsync(m => m.Id, cancellation);
        foreach (var group in sheet.Items.Where(i => i.Label is SheetLabel.Article).GroupBy(i => Folding.Fold(i.Section ?? "")))
        {
            var kind = group.Any(i => i.CiteId is not null) ? SectionKind.CiteNews : SectionKind.NetworkNews;
            var title = group.First().Section is { } written && !string.IsNullOrWhiteSpace(written) ? written : kind.Label();
            var section = issue.AddSection(kind, Shortened(title, IssueSection.TitleLength));
            foreach (var item in group)
            {
                var news = new NewsItem(item.Title!, item.CiteId, null, at);
                news.Write(item.Title!, item.Text, issue.Language, item.CiteId, null, at);
                foreach (var (block, words) in item.PictureWords.Where(p => media.ContainsKey(p.Block)))
                {
                    news.AddPicture(stored[media[block]], alternativeText: words);
                }

                news.Accept();
                section.Add(news);
                news.MarkPublished();
                all.Add((news, item));
            }
        }

        if (sheet.Items.Exists(i => i.Label is SheetLabel.Move))
        {
            issue.AddSection(SectionKind.StaffMoves, SectionKind.StaffMoves.Label());
        }

        return all;
    }

    private async Task<EditionContent> ContentAsync(
        int issueId, Sheet sheet, List<(NewsItem News, SheetItem Item)> news, CancellationToken cancellation)
    {
        var cites = await db.Cites.ToDictionaryAsync(c => c.Id, c => new EditionCite(c.Name, c.Slug, c.City), cancellation);
        var content = (await builder.BuildAsync(issueId, cancellation))!;
        return content with
        {
            // What the site asks of its readers today was not in it.
            SubscriptionCall = null,
            Agenda = [.. sheet.Items.Where(i => i.Label is SheetLabel.Date).Select(DateOf)],
            Sections =
            [
                .. content.Sections.Select(s => s with
                {
                    Articles = [.. s.Articles.Select(a => a with { Contact = ContactOf(news.First(n => n.News.Id == a.NewsItemId).Item) })],
                    Moves = s.Kind is SectionKind.StaffMoves ? [.. sheet.Items.Where(i => i.Label is SheetLabel.Move).Select(MoveOf)] : [],
                })
            ],
        };

        EditionCite? CiteOf(SheetItem item) => item.CiteId is { } id ? cites.GetValueOrDefault(id) : null;

        EditionDate DateOf(SheetItem item) => new(
            item.AgendaKind, item.StartsOn!.Value, item.EndsOn ?? item.StartsOn.Value, null, null, item.Title!.Trim(), Typed(item.Place), null,
            CiteOf(item));

        EditionMove MoveOf(SheetItem item) => new(
            item.MoveKind, CiteOf(item), item.Person!.Trim(), item.Post!.Trim(), null, Typed(item.ReplacedBy), Typed(item.ContactAddress));
    }

    private async Task OfferAsync(DocumentImport document, int editionId, CancellationToken cancellation)
    {
        var bytes = await db.DocumentImports.Where(d => d.Id == document.Id).Select(d => d.Original.Bytes).FirstAsync(cancellation);
        db.Add(new EditionOriginal(editionId, document.Kind switch { "Pdf" => ".pdf", "Docx" => ".docx", "Odt" => ".odt", _ => ".txt" }, bytes));
    }

    private static EditionContact? ContactOf(SheetItem item) =>
        (Typed(item.ContactName) ?? Typed(item.ContactAddress)) is not { } name ? null : new EditionContact(name, null, Typed(item.ContactAddress));

    private static string? Typed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string Shortened(string text, int longest) =>
        text.Length <= longest ? text
        : text.LastIndexOf(' ', longest - 1, longest) is > 0 and var end ? text[..end] + "…"
        : text[..longest];
}
