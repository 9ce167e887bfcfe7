using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Documents.Reading;

namespace CitesDesMetiers.Documents.Understanding;

/// <summary>Understands a document as an InfoLettre. Rules only; the same document always gives the same answer.</summary>
public static class IssueUnderstanding
{
    /// <summary>Where masthead and month are looked for, in parts from the top.</summary>
    private const int Top = 12;

    /// <param name="cites">The Cités of the network.</param>
    /// <param name="fileName">May hold number and month.</param>
    /// <param name="today">Completes dates where the document has no month.</param>
    public static UnderstoodIssue Of(Document document, IReadOnlyList<KnownCite> cites, string fileName, DateOnly today)
    {
        var parts = Cutting.Cut(document);
        var names = new CiteNames(cites);
        var judgements = new List<Judgement>();
        var zones = Zones.Of(parts, today);
        var number = NumberOf(document, zones, fileName, judgements);
        var date = DateOf(document, zones, fileName, judgements);
        var agenda = AgendaReading.Of(zones, date ?? today);
        date ??= DateOfAgenda(agenda, judgements);
        JudgeAgenda(agenda, judgements);

        var letter = zones.Where(z => z.Kind == ZoneKind.Editorial).SelectMany(z => z.Parts).ToList();
        var (editorial, sureEditorial, whyEditorial, rest) = EditorialReading.Of(letter);
        judgements.Add(new Judgement("editorial", sureEditorial, whyEditorial));
        var articles = ArticlesOf(zones, rest, names, new TitleCase(cites, parts), document);
        var moves = MovesReading.Of(zones, names);
        judgements.AddRange(moves.Select((m, i) => new Judgement($"moves[{i}]", m.Sure, m.Why)));
        judgements.AddRange(articles.SelectMany((a, i) => a.Judgements.Select(j => j with { About = $"articles[{i}].{j.About}" })));
        return new UnderstoodIssue(
            number, date, editorial, articles, agenda, [.. moves.Select(m => m.Move)],
            ClosingReading.ContactAddress(zones), ClosingReading.Team(zones),
            [.. judgements.Where(j => j.Sure < Judgement.Limit).OrderBy(j => j.Sure)]);
    }

    private static string TopOf(Document document, List<Zone> zones) =>
        string.Join('\n', zones.Where(z => z.Kind == ZoneKind.Masthead).SelectMany(z => z.Parts).Take(Top).Select(p => p.Text)
            .Concat(document.Furniture.Select(b => b.Text).Distinct().Take(Top)));

    private static int? NumberOf(Document document, List<Zone> zones, string fileName, List<Judgement> judgements)
    {
        if (Masthead.NumberIn(TopOf(document, zones)) is { } written)
        {
            judgements.Add(new Judgement("number", 0.97, "Écrit en tête."));
            return written;
        }

        var named = Masthead.NumberIn(Path.GetFileNameWithoutExtension(fileName).Replace('-', ' ').Replace('_', ' '));
        judgements.Add(named is null ? new Judgement("number", 0, "Aucun numéro n’est écrit en tête.")
            : new Judgement("number", 0.7, "Lu dans le nom du fichier."));
        return named;
    }

    private static DateOnly? DateOf(Document document, List<Zone> zones, string fileName, List<Judgement> judgements)
    {
        if (Masthead.MonthIn(TopOf(document, zones)) is { } written)
        {
            judgements.Add(new Judgement("date", 0.97, "Écrite en tête."));
            return written;
        }

        var named = Masthead.MonthIn(Path.GetFileNameWithoutExtension(fileName).Replace('-', ' ').Replace('_', ' '));
        if (named is not null)
        {
            judgements.Add(new Judgement("date", 0.75, "Lue dans le nom du fichier."));
        }

        return named;
    }

    private static DateOnly? DateOfAgenda(List<UnderstoodDate> agenda, List<Judgement> judgements)
    {
        var last = agenda.Max(d => d.Start);
        judgements.Add(last is null ? new Judgement("date", 0, "Aucun mois n’est écrit en tête.")
            : new Judgement("date", 0.3, "Mois de la dernière date de l’agenda."));
        return last is { } day ? new DateOnly(day.Year, day.Month, 1) : null;
    }

    private static void JudgeAgenda(List<UnderstoodDate> agenda, List<Judgement> judgements)
    {
        for (var i = 0; i < agenda.Count; i++)
        {
            if (agenda[i] is not { Start: not null, Title.Length: > 0 })
            {
                judgements.Add(new Judgement($"agenda[{i}]", 0.2, agenda[i].Start is null ? "Aucune date n’a été trouvée."
                    : "Aucun titre n’a été trouvé."));
            }
        }
    }

    private static List<UnderstoodArticle> ArticlesOf(List<Zone> zones, List<Part> rest, CiteNames names, TitleCase titles, Document document)
    {
        var sections = zones.Where(z => z.Kind is ZoneKind.CiteNews or ZoneKind.NetworkNews).ToList();
        if (sections.Count == 0 && rest.Count > 0)
        {
            sections.Add(new Zone(ZoneKind.CiteNews, null, rest));
        }

        var found = sections.ConvertAll(z => (Zone: z, Contacts: ContactBlocks.In(z.Parts)));
        var headings = new Headings(found.Select(f => ((IReadOnlyList<Part>)f.Zone.Parts, (IReadOnlyList<ContactBlocks.Found>)f.Contacts)), names);
        var choice = new CiteChoice(names);
        return [.. found.SelectMany(f => Items.Of(f.Zone.Parts, f.Contacts, headings).Select(i => ArticleOf(i, f.Zone, choice, titles)))];
    }

    private static UnderstoodArticle ArticleOf(Items.Item item, Zone zone, CiteChoice choice, TitleCase titles)
    {
        var text = MarkdownText.Of(item.Body, keepsEmphasis: false);
        var (title, sureTitle, whyTitle) = titles.Of(item.OriginalTitle, text);
        var (cite, sureCite, whyCite) = choice.Of(zone.Kind, item.Above, item.OriginalTitle, item.Contact?.Contact, text);
        List<Judgement> judgements =
        [
            new("heading", item.Sure, item.Why),
            new("title", sureTitle, whyTitle),
            new("cite", sureCite, whyCite),
            item.Contact is { } c ? new("contact", c.Sure, c.Why) : new("contact", 0.6, "Aucun contact n’a été trouvé."),
        ];
        if (text.Length == 0)
        {
            judgements.Add(new("text", 0.2, "Rien ne suit le titre."));
        }

        return new UnderstoodArticle(
            title, item.OriginalTitle, zone.Title, cite, item.Contact?.Contact, MarkdownText.Of(item.Body),
            [.. item.Body.Where(p => p.IsPicture).Select(PictureOf)], judgements.Min(j => j.Sure), judgements,
            [.. item.Titles.Concat(item.Body).Select(p => p.Index).Distinct()]);
    }

    private static UnderstoodPicture PictureOf(Part part) =>
        part.Block.Picture is { } p ? new(part.Index, part.Block.Page, p.Type, p.Width, p.Height, p.Text)
            : throw new ArgumentException("No picture.", nameof(part));
}
