using AngleSharp.Dom;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Letters;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>Finds the page of the desk where an element of the mail, or a part of its content, is edited.</summary>
/// <param name="agenda">Ids of the candidate agenda entries, by title and first day.</param>
/// <param name="isTranslation">Whether titles and texts of news, dates and moves are edited beside their originals.</param>
public sealed class DeskLocations(
    int issueId, EditionContent content, IReadOnlyDictionary<(string Title, DateOnly StartsOn), int> agenda, bool isTranslation = false)
{
    public static async Task<DeskLocations> ReadAsync(
        NewsletterContext db, int issueId, EditionContent content, CancellationToken cancellation)
    {
        var issue = await db.Issues.AsNoTracking().FirstAsync(i => i.Id == issueId, cancellation);
        var words = await TranslatedWords.ReadAsync(db, issue, cancellation);
        var days = content.Agenda.Select(d => d.StartsOn).Distinct().ToList();
        var entries = await db.Agenda.Where(e => days.Contains(e.StartsOn)).Select(e => new { e.Id, e.Title, e.StartsOn }).ToListAsync(cancellation);
        return new(
            issueId, content,
            entries.GroupBy(e => (words.Of(PassageKeys.DateTitle(e.Id), e.Title), e.StartsOn)).ToDictionary(g => g.Key, g => g.Max(e => e.Id)),
            issue.IsTranslation);
    }

    public Place Composition => new("la composition", IssueAddresses.Composition(issueId));

    public Place Preview => new("l’aperçu", IssueAddresses.Composition(issueId) + "#apercu");

    public Place Recipients => new("les destinataires", IssueAddresses.Departure(issueId) + "#destinataires");

    public Place IssueAgenda => new("l’agenda du numéro", IssueAddresses.Agenda(issueId));

    public MendOfAll LeavePassedDates => new("Laisser de côté ce qui est passé", IssueAddresses.PassedDates(issueId));

    public static Place Settings => new("les réglages", DeskAddresses.Settings);

    public static Place SendingDomain => new("le domaine d’expédition", DeskAddresses.SendingDomain);

    public static Place Subscribers => new("la page pour s’abonner", SubscriptionAddresses.SignUp);

    /// <param name="field">Name of the field in the form of the issue's texts.</param>
    public Place Texts(string field) => new("les textes", $"{IssueAddresses.Texts(issueId)}#{field}");

    public static Place News(int id, string title, string field = "Body") =>
        new($"la nouvelle « {FlatText.Short(title)} »", $"{DeskAddresses.NewsItem(id)}#{field}");

    public Place Article(EditionArticle article, string field = "Body") =>
        !isTranslation ? News(article.NewsItemId, article.Title, field)
            : field is "Title" ? Passage(PassageKeys.NewsTitle(article.NewsItemId))
            : field is "Body" ? Passage(PassageKeys.NewsText(article.NewsItemId))
            : News(article.NewsItemId, article.Title, field);

    /// <summary>A passage of a translation.</summary>
    public Place Passage(string key) => new("la traduction", IssueAddresses.TranslatedPassage(issueId, key));

    /// <summary>Where a sentence on the person is translated; null for an issue that is no translation.</summary>
    public Place? Move(int id, bool hasWording) =>
        isTranslation ? Passage(hasWording ? PassageKeys.MoveWording(id) : PassageKeys.MovePost(id)) : null;

    /// <summary>Where title and place of a date are written.</summary>
    public Place WordsOf(EditionDate date) =>
        isTranslation && agenda.TryGetValue((date.Title, date.StartsOn), out var id) ? Passage(PassageKeys.DateTitle(id)) : Date(date);

    public Place Date(EditionDate date) =>
        agenda.TryGetValue((date.Title, date.StartsOn), out var id)
            ? new($"la date « {FlatText.Short(date.Title)} »", DeskAddresses.Date(id))
            : IssueAgenda;

    /// <param name="article">Null for the editorial.</param>
    /// <param name="kind">The name that <c>MendsController</c> uses in its address.</param>
    /// <returns>Null for news of a translation, which stand beside their originals.</returns>
    public Mend? MendOf(EditionArticle? article, string kind, string from, string becomes) =>
        isTranslation && article is not null ? null : new(IssueAddresses.Mend(issueId, kind, article?.NewsItemId), from, becomes);

    /// <summary>Where the content of this element is edited.</summary>
    public Place Of(IElement element)
    {
        if (ArticleOf(element) is { } article)
        {
            return Article(article);
        }

        if (DateOf(element) is { } date)
        {
            return Date(date);
        }

        var row = RowOf(element);
        return row?.QuerySelector("table") is null ? (SectionOf(row) is null ? Preview : Composition)
            : row.QuerySelectorAll("h2").Any(h => h.TextContent == EditionWords.Editorial) ? Texts("Editorial")
            : row.QuerySelector($"a[href*='{RecipientMarks.Token}']") is not null ? Settings
            : SectionOf(row) is null ? Preview : Texts("Closing");
    }

    /// <summary>The article whose table contains the element.</summary>
    public EditionArticle? ArticleOf(IElement element)
    {
        for (var table = element?.Closest("table"); table is not null; table = table.ParentElement?.Closest("table"))
        {
            if (table.QuerySelectorAll("a[id^='n-']").FirstOrDefault(a => a.Closest("table") == table) is { } anchor)
            {
                return content.AllArticles.FirstOrDefault(a => EditionContext.AnchorOf(a) == anchor.Id);
            }
        }

        return null;
    }

    /// <summary>The agenda entry that a paragraph of the agenda shows.</summary>
    public EditionDate? DateOf(IElement element) =>
        element.Closest("p") is { } line && line.QuerySelector("strong.date") is not null
            ? content.Agenda.FirstOrDefault(d =>
                line.TextContent.Contains(EditionWords.When(d), StringComparison.Ordinal)
                    && FlatText.Of(line.TextContent).Contains(FlatText.Of(d.Title), StringComparison.Ordinal))
            : null;

    /// <summary>The row of the outermost table that contains the element.</summary>
    public static IElement? RowOf(IElement element)
    {
        IElement? row = null;
        for (var e = element; e is not null; e = e.ParentElement)
        {
            row = e.LocalName == "tr" ? e : row;
        }

        return row;
    }

    /// <summary>The section whose heading is in the row, or in the nearest row before it.</summary>
    public EditionSection? SectionOf(IElement? row)
    {
        for (var e = row; e is not null; e = e.PreviousElementSibling)
        {
            if (e.QuerySelector("h2 a[id^='s-']") is { } anchor)
            {
                return content.Sections.FirstOrDefault(s => anchor.Id == EditionContext.AnchorOf(s));
            }
        }

        return null;
    }
}
