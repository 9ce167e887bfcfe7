using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Letters;
using CitesDesMetiers.Web.Newsletter.Issues.Checks;
using CitesDesMetiers.Web.Newsletter.News;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>
/// Marks in a rendered mail where each text, date and picture is edited: <c>data-edit</c> has the address, <c>data-what</c> its French name,
/// and <c>data-move</c> the id of an arrival or departure.
/// </summary>
public sealed class PreviewMarks(NewsletterContext db)
{
    private const string Marked = "data-edit";
    private const string Candidates = "h2,h3,h4,h5,h6,p,ul,ol,blockquote,pre,hr,table[role='table'],td.date";

    private const string Style =
        "[data-edit]{cursor:pointer}[data-edit]:hover,[data-edit]:has(>.edit-link:focus){outline:2px solid #0B4F6C;outline-offset:3px}"
        + ".edit-link{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}"
        + ".edit-link:focus{width:auto;height:auto;clip-path:none;transform:translateY(-100%);padding:2px 8px;background:#0B4F6C;color:#fff;"
        + "font:600 14px/20px sans-serif;text-transform:none;letter-spacing:0}"
        + ".drop-line{position:absolute;height:4px;margin-top:-2px;background:#0B4F6C;pointer-events:none}";

    /// <param name="html">The mail of the content.</param>
    public async Task<string> AddAsync(int issueId, EditionContent content, string html, CancellationToken cancellation)
    {
        var page = new HtmlParser().ParseDocument(html);
        var sections = await db.Set<IssueSection>().AsNoTracking().Where(s => s.IssueId == issueId && !s.IsHidden).OrderBy(s => s.Position)
            .ToListAsync(cancellation);
        var moves = await db.Set<IssueItem>().Where(i => i.StaffMoveId != null && db.Set<IssueSection>()
            .Any(s => s.Id == i.IssueSectionId && s.IssueId == issueId))
            .Select(i => new Move(i.StaffMove!.Id, i.StaffMove.Person, i.StaffMove.Post, i.StaffMove.Wording != null))
            .ToListAsync(cancellation);
        var names = page.Images.Select(PictureFiles.NameOf).OfType<string>().Distinct().ToList();
        var pictures = await db.Media.Where(m => names.Contains(m.Hash.Substring(0, 32))).Select(m => new { m.Id, m.Hash }).ToListAsync(cancellation);
        var places = new PlacesOfTheMail(
            issueId, content, await DeskLocations.ReadAsync(db, issueId, content, cancellation), sections, moves,
            pictures.GroupBy(p => p.Hash[..32]).ToDictionary(g => g.Key, g => g.First().Id));
        foreach (var element in page.Body!.QuerySelectorAll(Candidates))
        {
            if (element.ParentElement?.Closest($"[{Marked}]") is null && places.Of(element) is { } place)
            {
                element.SetAttribute(Marked, place.Address);
                element.SetAttribute("data-what", place.What);
                if (place.Move is { } move)
                {
                    element.SetAttribute("data-move", FormattableString.Invariant($"{move}"));
                }
            }
        }

        var style = page.CreateElement("style");
        style.TextContent = Style;
        page.Head!.AppendChild(style);
        return page.ToHtml();
    }

    private sealed record Move(int Id, string Person, string Post, bool HasWording);

    /// <param name="What">In French, to follow "Modifier".</param>
    private sealed record Edited(string Address, string What, int? Move = null);

    private sealed class PlacesOfTheMail(
        int issueId, EditionContent content, DeskLocations locations, List<IssueSection> sections, List<Move> moves,
        Dictionary<string, int> pictures)
    {
        public Edited? Of(IElement element)
        {
            if (locations.ArticleOf(element) is { } article)
            {
                return InArticle(element, article);
            }

            if (locations.DateOf(element) is { } date)
            {
                return Page(locations.WordsOf(date).Path, $"la date « {date.Title} »");
            }

            if (element.Closest("table.panel") is not null)
            {
                return Page(IssueAddresses.Agenda(issueId), "l’agenda");
            }

            var row = DeskLocations.RowOf(element);
            return row is null || element.Closest("table[role='presentation']") is null ? null
                : row.QuerySelector("td.date") is not null ? Dateline(element)
                : element.LocalName == "h2" && element.QuerySelector("a[id^='s-']") is not null ? Heading(row)
                : row.QuerySelector("table") is null ? (locations.SectionOf(row) is { } section ? InSection(element, section) : null)
                : row.QuerySelectorAll("h2").Any(h => h.TextContent == EditionWords.Editorial) ? InEditorial(element)
                : row.QuerySelector($"a[href*='{RecipientMarks.Token}']") is null && locations.SectionOf(row) is not null
                    ? InClosing(element)
                : null;
        }

        private Edited InArticle(IElement element, EditionArticle article)
        {
            var isPicture = element.QuerySelector("img") is { } image && PictureFiles.NameOf(image) is { } name
                && article.Pictures.Any(p => p.Name == name) && pictures.ContainsKey(name);
            return element.QuerySelector("a[id^='n-']") is not null ? Article(article, "Title", "le titre")
                : isPicture
                    ? Article(article, PictureWords.FieldOf(pictures[PictureFiles.NameOf(element.QuerySelector("img")!)!]), "l’image")
                : element.QuerySelector("strong[lang], strong") is { } label && FlatText.Of(label.TextContent) == "Contact :"
                    ? Article(article, "ContactId", "le contact")
                : Article(article, "Body", "le texte");
        }

        private Edited Article(EditionArticle article, string field, string what) =>
            Page(locations.Article(article, field).Path, $"{what} de « {FlatText.Short(article.Title)} »");

        private Edited? Heading(IElement row) => SectionFor(locations.SectionOf(row)) is { } section
            ? new($"#reglages-{section.Id}", $"la rubrique « {section.Title} »")
            : null;

        private Edited? InSection(IElement element, EditionSection section)
        {
            var text = FlatText.Of(element.TextContent);
            if (section.Kind is SectionKind.Agenda)
            {
                return Page(IssueAddresses.Agenda(issueId), "l’agenda");
            }

            if (section.Moves.Count > 0)
            {
                return moves.Find(m => text.Contains(FlatText.Of(m.Person), StringComparison.Ordinal)
                    && (text.Contains(FlatText.Of(m.Post), StringComparison.Ordinal) || locations.Move(m.Id, m.HasWording) is not null)) is { } move
                    ? Page(PathOf(move), $"le mouvement de {move.Person}") with { Move = move.Id }
                    : null;
            }

            return SectionFor(section) is { Kind: SectionKind.Free } free
                ? Page(IssueAddresses.SectionText(issueId, free.Id), $"le texte de la rubrique « {free.Title} »")
                : null;
        }

        private string PathOf(Move move) => locations.Move(move.Id, move.HasWording)?.Path ?? DeskAddresses.Move(move.Id);

        private Edited InEditorial(IElement element)
        {
            var (text, words) = (FlatText.Of(element.TextContent), content.Editorial);
            return Is(text, words.Salutation) ? Texts("Salutation", "la salutation")
                : Is(text, words.ClosingFormula) ? Texts("ClosingFormula", "la formule de clôture")
                : Is(FlatText.Of(element.QuerySelector("strong")?.TextContent ?? ""), words.Signatory) ? Texts("Signatory", "la signature")
                : Texts("Editorial", "l’éditorial");
        }

        private Edited InClosing(IElement element)
        {
            var text = FlatText.Of(element.TextContent);
            return text == FlatText.Of(EditionWords.Team)
                || content.Team.Any(member => text.StartsWith(FlatText.Of(member.Name), StringComparison.Ordinal)) ? Texts("Team", "l’équipe")
                : Is(text, content.ContactAddress) ? Texts("ContactAddress", "l’adresse de contact")
                : Holds(content.Closing, text) ? Texts("Closing", "le mot de la fin")
                : Texts("ContactNotice", "l’annonce de l’adresse de contact");
        }

        private Edited? Dateline(IElement element) =>
            element.LocalName != "td" ? null
            : element.GetAttribute("align") is null ? Texts("Number", "le numéro")
            : Texts("Date", "la date du numéro");

        private Edited Texts(string field, string what) => Page(locations.Texts(field).Path, what);

        private Edited Page(string path, string what) => new(OpenedFrom.Composer(path, issueId), what);

        private IssueSection? SectionFor(EditionSection? section) =>
            section is null ? null : sections.Find(s => s.Title == section.Title && s.Kind == section.Kind);

        private static bool Is(string text, string? words) => words is not null && text.Length > 0 && text == FlatText.Of(words);

        /// <summary>Compares without spaces, because a line break of the text leaves none in the mail.</summary>
        private static bool Holds(string? words, string text) =>
            text.Length > 0 && words is not null
                && FlatText.Of(words).Replace(" ", "").Contains(text.Replace(" ", ""), StringComparison.Ordinal);
    }
}
