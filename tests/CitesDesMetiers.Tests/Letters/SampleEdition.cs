using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Content.Markdown;

namespace CitesDesMetiers.Tests.Letters;

/// <summary>An invented edition with every part a real one has.</summary>
internal static class SampleEdition
{
    public const string Slug = "numero-21-juillet-2018";

    private static readonly MarkdownRenderer Markdown = new();

    private static readonly EditionCite Sources = new("Cité des métiers de Trois-Sources", "trois-sources", "Trois-Sources");
    private static readonly EditionCite Estuary = new("Cité des métiers de l'Estuaire", "estuaire", "Port-Blanc");

    public static EditionContent Content { get; } = new()
    {
        Number = 21,
        Date = new DateOnly(2018, 7, 5),
        Language = "fr",
        Subject = "InfoLettre : l'été des Cités des métiers",
        Preheader = "Une journée des métiers verts, un album jeunesse, et la rencontre annuelle du réseau !",
        NewsletterName = "InfoLettre",
        NetworkName = "Réseau international des Cités des métiers",
        NetworkWebSite = "https://www.reseau.example/",
        PublisherName = "Association Réseau des Cités",
        PublisherAddress = "30, avenue des Essais\n75000 Paris",
        Editorial = new EditionEditorial(
            "Cher(e)s membres et partenaires du Réseau,",
            Html("""
                Les 30 et 31 mai, 1 200 personnes se sont réunies. **Merci** à toutes les équipes pour leur accueil !

                ## Ce qui nous attend

                Une réflexion sera lancée, dont le [calendrier](https://www.reseau.example/calendrier) est en ligne.
                """, 3),
            "Sincères salutations,", "Camille Exemple", "Présidente du Réseau"),
        Agenda =
        [
            Meeting(AgendaKind.External, 25, 27, "Formation à la reconnaissance des compétences", "Sofia", "https://formation.example/juin"),
            Meeting(AgendaKind.Internal, 1, 1, "Conseil d'administration", "Rouen") with { StartTime = new(9, 0), EndTime = new(12, 30) },
            Meeting(AgendaKind.Internal, 14, 14, "Réunion du comité de projet", "visioconférence") with { Cite = Estuary },
        ],
        SubscriptionCall = "Vous pouvez recevoir l'infolettre en vous inscrivant sur le site :",
        Sections =
        [
            new(SectionKind.CiteNews, "Nouvelles des CDM", "nouvelles-des-cdm", [GreenTrades, Album, English], []),
            new(SectionKind.NetworkNews, "Nouvelles du réseau", "nouvelles-du-reseau", [Summit], []),
            new(SectionKind.StaffMoves, "Arrivées / Départs", "arrivees-departs", [], [Departure, Arrival]),
            new(SectionKind.CiteNews, "Rubrique vide", "rubrique-vide", [], []),
        ],
        ContactNotice = "L'adresse de contact pour toute information est :",
        ContactAddress = "contact@reseau.example",
        Closing = "Merci de votre collaboration,\n\nBien cordialement,",
        Team = [new("Camille Exemple", "Présidente du Réseau"), new("Dominique Essai", "Chargé d'édition"), new("Sacha Test", null)],
    };

    private static EditionArticle GreenTrades => new(
        1, "metiers-verts", "Promouvoir les métiers du développement durable : les actions de Trois-Sources",
        Html("""
            Une « journée thématique » a réuni 150 personnes :

            - un atelier sur les énergies renouvelables ;
            - un ciné-débat autour de deux films, voir <https://films.example/une/adresse/tres/longue/qui/ne/doit/jamais/etre/coupee/en/deux>.

            #### Et ensuite ?

            Rendez-vous en 2019 ! Le 1^er^ juin, à 10:30, écrivez à <info@metiers.example>.
            """),
        "Une journée thématique.", "fr", Sources, new EditionContact("Annie Modèle", "conseillère", "annie.modele@sources.example"),
        [
            new(
                "0123456789abcdef0123456789abcdef",
                "jpg",
                1600,
                1067,
                "Des visiteurs autour d'une maquette d'éolienne",
                "La journée du 4 juin.",
                "Trois-Sources"),
            new("fedcba9876543210fedcba9876543210", "png", 400, 300, "L'affiche de la journée", null, null),
        ],
        []);

    private static EditionArticle Album => new(
        2, "album-jeunesse", "Création d'un album jeunesse", Html("Un album sur les métiers manuels, à découvrir dès 5 ans."),
        "Un album.", "fr", Estuary, new EditionContact("Équipe de l'Estuaire", null, "accueil@estuaire.example"), [], []);

    private static EditionArticle English => new(
        3, "employability-tools", "Employability tools: a card game", Html("Four tools: an app, a board game, a planner, a guide!", language: "en"),
        "Four tools.", "en", Estuary, null, [new("00112233445566778899aabbccddeeff", "jpg", 800, 1200, "Four people: a game", "A game!", null)], []);

    private static EditionArticle Summit => new(
        4, "rencontre-annuelle", "Rencontre annuelle : <script>alert(1)</script> & suites", Html("Les suites de la rencontre sont en ligne."),
        "Les suites.", "fr", null, new EditionContact("Ludo Exemple", "coordination", null), [], []);

    private static EditionMove Departure => new(
        StaffMoveKind.Departure, Sources, "Christel Ancienne", "directrice", new DateOnly(2018, 7, 1), "Emma Nouvelle",
        "emma.nouvelle@sources.example");

    private static EditionMove Arrival => new(StaffMoveKind.Arrival, null, "Noé Venu", "chargé de projet", null, null, null);

    public static string Html(string markdown, int topHeading = 4, string language = "fr") => Markdown.ToHtml(markdown, language, topHeading);

    private static EditionDate Meeting(AgendaKind kind, int from, int to, string title, string place, string? link = null) =>
        new(kind, new DateOnly(2018, 6, from), new DateOnly(2018, 6, to), null, null, title, place, link, null);
}
