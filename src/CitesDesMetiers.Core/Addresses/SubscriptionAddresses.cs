namespace CitesDesMetiers.Core.Addresses;

/// <summary>Addresses with which readers subscribe, change their subscription and leave. Mails carry most of them.</summary>
public static class SubscriptionAddresses
{
    public const string SignUp = "/inscription";

    /// <summary>Takes the forms on other sites.</summary>
    public const string SignUpElsewhere = SignUp + "/depuis";

    /// <summary>The script that writes such a form.</summary>
    public const string SignUpScript = SignUp + "/formulaire.js";

    /// <summary>The page that sends a link to the subscription.</summary>
    public const string LinkRequest = "/abonnement";

    /// <summary>Links with full access are below it.</summary>
    public const string FullAccess = LinkRequest + "/acces";

    /// <summary>The page that ends a subscription; it also takes the one-click POST of RFC 8058.</summary>
    public const string Leaving = "/desinscription";

    /// <summary>The roots of the links in mails. A token follows.</summary>
    public const string ConfirmationRoot = SignUp + "/confirmer/";
    public const string ManageRoot = LinkRequest + "/";
    public const string FullAccessRoot = FullAccess + "/";
    public const string NewAddressRoot = LinkRequest + "/adresse/";
    public const string RenewalRoot = LinkRequest + "/continuer/";
    public const string LeavingRoot = Leaving + "/";

    /// <param name="link">Path of the link that opened the subscription.</param>
    public static string Preferences(string link) => link + "/preferences";

    /// <inheritdoc cref="Preferences"/>
    public static string Pause(string link) => link + "/pause";

    /// <inheritdoc cref="Preferences"/>
    public static string Resume(string link) => link + "/reprise";

    /// <inheritdoc cref="Preferences"/>
    public static string Leave(string link) => link + "/depart";

    /// <inheritdoc cref="Preferences"/>
    public static string Move(string link) => link + "/adresse";

    /// <inheritdoc cref="Preferences"/>
    public static string Data(string link) => link + "/donnees";

    /// <inheritdoc cref="Preferences"/>
    public static string Erasure(string link) => link + "/effacement";

    /// <summary>Sends a link with full access.</summary>
    /// <inheritdoc cref="Preferences"/>
    public static string FullLink(string link) => link + "/lien";

    /// <summary>Offers a pause or fewer mails instead of leaving.</summary>
    public static string Less(string token) => $"{LeavingRoot}{token}/moins";

    /// <summary>Takes a pause instead of leaving.</summary>
    public static string LessByPause(string token) => $"{LeavingRoot}{token}/pause";

    /// <summary>Takes one mail a quarter instead of leaving.</summary>
    public static string LessOften(string token) => $"{LeavingRoot}{token}/trimestre";
}
