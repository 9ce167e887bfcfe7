using System.Globalization;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Settings;

namespace CitesDesMetiers.Benchmarks.Searching;

/// <summary>
/// Twenty years of issues with 50 articles each, of some 150 words, from 30 Cités in four countries and the network, on 12 themes. The
/// same at each run. One article in 500 has the word <see cref="RareWord"/>, every one the word "métiers" in its Cité or its text.
/// </summary>
internal sealed class SampleArchive(NewsletterContext db)
{
    public const string RareWord = "topinambour";
    public const string Phrase = "forum des métiers de demain";

    private const int PerIssue = 50;
    private const int Years = 20;

    private static readonly string[] Countries = ["FR", "BE", "CH", "PT"];

    private static readonly string[] ThemeNames =
    [
        "Orientation", "Emploi", "Formation", "Alternance", "Handicap", "Numérique", "Transition écologique", "Industrie", "Santé", "Jeunesse",
        "Égalité", "Mobilité",
    ];

    private static readonly string[] Publics =
    [
        "demandeurs d’emploi", "lycéennes et lycéens", "salariés en reconversion", "parents", "étudiants", "apprenties", "enseignants",
        "conseillères", "jeunes sans diplôme", "personnes en situation de handicap", "bénévoles", "entreprises de la région",
    ];

    private static readonly string[] Topics =
    [
        "l’apprentissage", "la mobilité européenne", "la création d’entreprise", "l’hôtellerie", "le soin", "la cybersécurité", "le bâtiment",
        "l’agriculture", "la validation des acquis", "le bilan de compétences", "l’économie sociale", "la logistique", "l’artisanat d’art",
        "la transition écologique", "l’aéronautique", "la petite enfance",
    ];

    private static readonly string[] Events =
    [
        "un atelier", "une conférence", "un forum", "une semaine de rencontres", "une visite d’entreprise", "une exposition", "un jeu de piste",
        "une journée portes ouvertes", "un café de l’orientation", "un webinaire",
    ];

    private static readonly string[] Frames =
    [
        "Pendant trois jours, {0} réunit des {1} autour de {2}.",
        "Les conseillers accueillent sans rendez-vous les {1} qui s’intéressent à {2}.",
        "À l’issue de {0}, chaque participant repart avec un plan d’action et le nom d’une personne à rappeler.",
        "Le partenariat avec la région permet aux {1} de découvrir {2} dans de vraies conditions de travail.",
        "Plus de deux cents {1} se sont inscrits, et la moitié d’entre eux venaient pour la première fois.",
        "Une équipe de quatre personnes prépare déjà {0} sur {2} pour l’an prochain.",
        "Cette action, née d’une idée simple, montre que {2} attire aussi des {1}.",
        "« Je ne savais pas que ces métiers existaient », dit l’une des visiteuses après {0}.",
        "Le programme complet est en ligne ; l’inscription est gratuite pour les {1}.",
        "Des professionnels racontent leur parcours et répondent aux questions des {1} sur {2}.",
    ];

    private readonly Random chance = new(20_000);

    public async Task FillAsync(int articles)
    {
        var settings = new NewsletterSettings();
        settings.Identify("Réseau de mesure", "1 rue des Essais\n75000 Paris", "", "", "contact@mesure.example", "donnees@mesure.example");
        var cites = Enumerable.Range(1, 30).Select(Cite).ToList();
        var themes = ThemeNames.Select((name, i) => new Theme(name, $"theme-{i + 1}")).ToList();
        db.Add(settings);
        db.AddRange(cites);
        db.AddRange(themes);
        await db.SaveChangesAsync();
        var issues = articles / PerIssue;
        for (var number = 1; number <= issues; number++)
        {
            await PublishAsync(number, new DateOnly(2007, 1, 1).AddDays(number * Years * 365 / issues), cites, themes);
        }
    }

    private static Cite Cite(int number)
    {
        var cite = new Cite(string.Create(CultureInfo.InvariantCulture, $"Cité des métiers n° {number}"), $"cite-{number}");
        cite.Describe($"Ville {number}", null, Countries[number % Countries.Length], "Europe/Paris", LabelState.Labelled, null, null);
        return cite;
    }

    private async Task PublishAsync(int number, DateOnly date, List<Cite> cites, List<Theme> themes)
    {
        var at = date.ToDateTime(new TimeOnly(8, 0), DateTimeKind.Utc);
        var issue = new Issue(number, date);
        issue.MarkPublished(at);
        var news = Enumerable.Range(0, PerIssue).Select(_ => new NewsItem(Title(), chance.Next(5) == 0 ? null : Any(cites).Id, null, at)).ToList();
        db.Add(issue);
        db.AddRange(news);
        await db.SaveChangesAsync();

        var byId = cites.ToDictionary(c => c.Id);
        var articles = news.Select((n, i) => Article(n, n.CiteId is { } id ? byId[id] : null, number * PerIssue + i)).ToList();
        var edition = new Edition(issue, $"numero-{number}", Content(number, date, articles), "<p>Mesure</p>", "Mesure", at);
        foreach (var (article, item) in articles.Zip(news))
        {
            edition.Index(new PublishedArticle(article, item.CiteId, edition.Articles.Count + 1, at, themes.Where(_ => chance.Next(8) == 0)));
        }

        db.Add(edition);
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
        db.AttachRange(cites);
        db.AttachRange(themes);
    }

    private EditionArticle Article(NewsItem item, Cite? cite, int number)
    {
        var text = string.Join(' ', Enumerable.Range(0, 9).Select(_ => Sentence()));
        text += number % 500 == 0 ? $" Au menu : velouté de {RareWord}." : "";
        text += number % 50 == 0 ? $" Le {Phrase} ouvre ses portes." : "";
        return new EditionArticle(
            item.Id, $"article-{number}", item.Title, $"<p>{text} Découvrir des métiers.</p>", text[..100], number % 20 == 0 ? "en" : "fr",
            cite is null ? null : new EditionCite(cite.Name, cite.Slug, cite.City!), null, [], []);
    }

    private string Title() => Sentence().TrimEnd('.', ' ');

    private string Sentence() => string.Format(CultureInfo.InvariantCulture, Any(Frames), Any(Events), Any(Publics), Any(Topics));

    private T Any<T>(IReadOnlyList<T> of) => of[chance.Next(of.Count)];

    private static EditionContent Content(int number, DateOnly date, List<EditionArticle> articles) => new()
    {
        Number = number,
        Date = date,
        Language = "fr",
        Subject = "Un numéro à mesurer",
        Preheader = "Cinquante nouvelles.",
        NewsletterName = "InfoLettre",
        NetworkName = "Réseau de mesure",
        PublisherName = "Réseau de mesure",
        PublisherAddress = "1 rue des Essais",
        Editorial = new EditionEditorial(null, "<p>Bonne lecture.</p>", null, null, null),
        Sections =
        [
            new(SectionKind.CiteNews, "Nouvelles des Cités", "cites", [.. articles.Where(a => a.Cite is not null)], []),
            new(SectionKind.NetworkNews, "Nouvelles du réseau", "reseau", [.. articles.Where(a => a.Cite is null)], []),
        ],
    };
}
