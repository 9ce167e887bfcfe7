namespace CitesDesMetiers.Web.Ui;

/// <summary>Names of the routes of the public site. Links use them, so that each address is written once.</summary>
public static class RouteNames
{
    public const string Home = "accueil";
    public const string Archive = "numeros";
    public const string Issue = "numero";
    public const string IssueMail = "numero-courriel";
    public const string News = "actualites";
    public const string Article = "actualite";
    public const string Agenda = "agenda";
    public const string Calendar = "agenda-ics";
    public const string CalendarEntry = "rendez-vous-ics";
    public const string Cites = "cites";
    public const string Cite = "cite";
    public const string Feed = "fil";
    public const string Imprint = "mentions-legales";
    public const string Privacy = "confidentialite";
    public const string Accessibility = "accessibilite";
    public const string Picture = "image";
    public const string MailPicture = "image-courriel";
    public const string Thumbnail = "image-vignette";

    /// <summary>Path of the sign-up form.</summary>
    public const string SubscribePath = "/inscription";
}
