using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.Issues;

/// <summary>
/// A published issue: the structured content and both bodies of the mail. The context refuses to save a changed edition. Corrections are
/// errata, shown beside it.
/// </summary>
public class Edition
{
    private readonly List<Erratum> errata = [];
    private readonly List<PublishedArticle> articles = [];

    /// <param name="mailHtml">HTML body with the marks of <see cref="RecipientMarks"/> where copies differ.</param>
    /// <param name="mailText">Plain-text body with the same marks.</param>
    /// <param name="publishedAt">UTC.</param>
    public Edition(Issue issue, string slug, EditionContent content, string mailHtml, string mailText, DateTime publishedAt)
    {
        IssueId = issue.Id;
        Number = content.Number;
        Slug = Text.Line(slug, 80, nameof(slug));
        Date = content.Date;
        PeriodLabel = content.PeriodLabel;
        Language = content.Language;
        Subject = content.Subject;
        ContentJson = content.ToJson();
        MailHtml = mailHtml;
        MailText = mailText;
        PublishedAt = publishedAt;
    }

    /// <summary>An edition that appeared elsewhere. There is no mail of it.</summary>
    /// <param name="publishedAt">When it appeared, UTC.</param>
    /// <param name="archivedAt">When it was taken into the archive, UTC.</param>
    public static Edition OfArchive(Issue issue, string slug, EditionContent content, DateTime publishedAt, DateTime archivedAt) =>
        new(issue, slug, content, "", "", publishedAt) { ArchivedAt = archivedAt };

    private Edition()
    {
        Slug = Language = Subject = ContentJson = MailHtml = MailText = "";
    }

    public int Id { get; private set; }
    public int IssueId { get; private set; }
    public int Number { get; private set; }

    /// <summary>The last part of its address under <c>/numeros/</c>.</summary>
    public string Slug { get; private set; }
    public DateOnly Date { get; private set; }

    /// <inheritdoc cref="Issue.PeriodLabel"/>
    public string? PeriodLabel { get; private set; }

    /// <inheritdoc cref="Issue.Period"/>
    public string Period => PeriodLabel ?? FrenchDates.Month(Date);
    public string Language { get; private set; }
    public string Subject { get; private set; }
    public string ContentJson { get; private set; }
    public string MailHtml { get; private set; }
    public string MailText { get; private set; }
    public DateTime PublishedAt { get; private set; }

    /// <summary>When it was taken into the archive, UTC; null if it was published here.</summary>
    public DateTime? ArchivedAt { get; private set; }
    public IReadOnlyList<Erratum> Errata => errata;

    /// <summary>The articles of its content, for lists and filters.</summary>
    public IReadOnlyList<PublishedArticle> Articles => articles;

    public EditionContent ReadContent() => EditionContent.FromJson(ContentJson);

    /// <summary>Adds an article of the content to the index by Cité, theme and year.</summary>
    public void Index(PublishedArticle article) => articles.Add(article);

    public void Correct(string text, DateTime now) => errata.Add(new Erratum(text, now));
}

/// <summary>A dated correction shown with an edition.</summary>
public class Erratum
{
    internal Erratum(string text, DateTime publishedAt)
    {
        Text = Values.Text.Paragraphs(text, 2_000, nameof(text)) ?? throw new ArgumentException("A correction needs a text.", nameof(text));
        PublishedAt = publishedAt;
    }

    public int Id { get; private set; }
    public int EditionId { get; private set; }
    public string Text { get; private set; }
    public DateTime PublishedAt { get; private set; }
}

/// <summary>
/// An article of an edition with the fields that lists need. It repeats the content, so that filters need not open it; like the edition
/// it never changes.
/// </summary>
public class PublishedArticle
{
    private readonly List<Theme> themes = [];

    /// <param name="isTranslation">Whether its original is, or will be, an article too.</param>
    public PublishedArticle(
        EditionArticle article, int? citeId, int position, DateTime publishedAt, IEnumerable<Theme> themes, bool isTranslation = false)
    {
        IsTranslation = isTranslation;
        NewsItemId = article.NewsItemId;
        Slug = article.Slug;
        Title = article.Title;
        Excerpt = article.Excerpt;
        Language = article.Language;
        CiteId = citeId;
        Position = position;
        PublishedAt = publishedAt;
        PictureName = article.Pictures is [var first, ..] ? first.Name + "." + first.Extension : null;
        PictureAlternativeText = article.Pictures is [var lead, ..] ? lead.AlternativeText : null;
        this.themes.AddRange(themes);
    }

    private PublishedArticle()
    {
        Slug = Title = Excerpt = Language = "";
    }

    public int Id { get; private set; }
    public int EditionId { get; private set; }
    public Edition Edition { get; private set; } = null!;
    public int NewsItemId { get; private set; }
    public string Slug { get; private set; }
    public string Title { get; private set; }
    public string Excerpt { get; private set; }
    public string Language { get; private set; }

    /// <summary>Whether it says in another language what an original says. Lists and feeds show the original alone.</summary>
    public bool IsTranslation { get; private set; }
    public int? CiteId { get; private set; }
    public Cite? Cite { get; private set; }

    /// <summary>Place in the edition, from 1.</summary>
    public int Position { get; private set; }
    public DateTime PublishedAt { get; private set; }

    /// <summary>File name of the first picture, or null.</summary>
    public string? PictureName { get; private set; }
    public string? PictureAlternativeText { get; private set; }
    public IReadOnlyList<Theme> Themes => themes;
}
