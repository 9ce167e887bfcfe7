using static System.FormattableString;

namespace CitesDesMetiers.Core.Addresses;

/// <summary>Addresses of the reading site.</summary>
public static class SiteAddresses
{
    public const string Home = "/";
    public const string Archive = "/numeros";
    public const string News = "/actualites";
    public const string Agenda = "/agenda";
    public const string Calendar = "/agenda.ics";
    public const string Cites = "/cites";

    /// <summary>The latest articles as Atom. Like the list of news, it takes a Cité and a theme.</summary>
    public const string Feed = "/feed.atom";

    /// <summary>The same articles as JSON Feed.</summary>
    public const string JsonFeed = "/feed.json";
    public const string Imprint = "/mentions-legales";
    public const string Privacy = "/confidentialite";
    public const string Accessibility = "/accessibilite";

    /// <summary>The public key of the proofs of consent.</summary>
    public const string ProofKey = Privacy + "/cle-des-preuves.pem";

    /// <summary>What robots and programs ask for at fixed addresses.</summary>
    public const string Sitemap = "/sitemap.xml";
    public const string Robots = "/robots.txt";
    public const string SecurityText = "/.well-known/security.txt";

    /// <summary>Where browsers report what the policy of a page blocked.</summary>
    public const string PolicyReports = "/rapports-de-securite";

    /// <summary>Says to people in a word whether the site works.</summary>
    public const string Health = "/health";

    /// <summary>Says that the process answers, to whoever would start it again otherwise.</summary>
    public const string HealthLive = Health + "/live";

    /// <summary>Answers the load balancer: whether the site can serve pages now.</summary>
    public const string HealthReady = Health + "/ready";

    /// <summary>The root of the pages for errors. The HTTP status follows.</summary>
    public const string ErrorRoot = "/erreur/";

    public static string Issue(string slug) => $"{Archive}/{slug}";

    public static string IssuePdf(string slug) => Issue(slug) + ".pdf";

    public static string IssueMail(string slug) => Issue(slug) + "/courriel";

    /// <param name="extension">With its dot.</param>
    public static string IssueOriginal(string slug, string extension) => Issue(slug) + "/original" + extension;

    public static string Article(string slug) => $"{News}/{slug}";

    /// <param name="slug">Slug of a theme.</param>
    public static string NewsAbout(string slug) => $"{News}?theme={slug}";

    /// <param name="slug">Slug of a Cité.</param>
    public static string NewsFrom(string slug) => $"{News}?cite={slug}";

    /// <inheritdoc cref="NewsFrom"/>
    public static string FeedFrom(string slug) => $"{Feed}?cite={slug}";

    /// <inheritdoc cref="NewsFrom"/>
    public static string JsonFeedFrom(string slug) => $"{JsonFeed}?cite={slug}";

    public static string Cite(string slug) => $"{Cites}/{slug}";

    public static string CiteCalendar(string slug) => Cite(slug) + ".ics";

    public static string CalendarEntry(int id) => Invariant($"{Agenda}/{id}.ics");
}
