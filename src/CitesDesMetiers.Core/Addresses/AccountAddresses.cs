using static System.FormattableString;

namespace CitesDesMetiers.Core.Addresses;

/// <summary>Addresses with which people sign in and out and choose their password.</summary>
public static class AccountAddresses
{
    public const string SignIn = "/connexion";

    /// <summary>Leads to the identity provider of the network.</summary>
    public const string NetworkSignIn = SignIn + "/reseau";

    /// <summary>Where the identity provider sends people back to.</summary>
    public const string NetworkSignInReturn = NetworkSignIn + "/retour";

    /// <summary>The sign-in page, saying that the sign-in by the identity provider failed.</summary>
    public const string NetworkSignInFailed = SignIn + "?reseau=echec";
    public const string SignOut = "/deconnexion";
    public const string Denied = "/acces-refuse";
    public const string MyAccount = "/compte";

    /// <summary>The second step of signing in: a code of an application, a recovery code, or a passkey.</summary>
    public const string SecondStep = SignIn + "/verification";
    public const string SecondStepPasskeyOptions = SecondStep + "/cle";
    public const string PasskeySignIn = SignIn + "/cle";
    public const string PasskeySignInOptions = PasskeySignIn + "/demande";

    /// <summary>The factors with which a person signs in.</summary>
    public const string Security = MyAccount + "/securite";
    public const string App = Security + "/application";
    public const string AppRemoval = App + "/retrait";
    public const string RecoveryCodes = Security + "/codes";
    public const string Passkeys = Security + "/cles";
    public const string PasskeyOptions = Passkeys + "/demande";

    /// <summary>What the browser is asked for when somebody confirms with a passkey that it is them.</summary>
    public const string PasskeyConfirmation = Passkeys + "/confirmation";
    public const string PasskeyName = Passkeys + "/nom";
    public const string PasskeyRemoval = Passkeys + "/retrait";

    /// <summary>The root of the calendars with members-only dates. A token follows.</summary>
    public const string MembersCalendarRoot = MyAccount + "/agenda/";
    public const string Calendar = MyAccount + "/calendrier";
    public const string CalendarClosing = Calendar + "/fermer";
    /// <summary>The browsers in which the person is signed in.</summary>
    public const string Sessions = MyAccount + "/connexions";
    public const string SessionsClosing = Sessions + "/fermer";
    public const string ForgottenPassword = "/mot-de-passe-oublie";

    public static string MembersCalendar(string token) => $"{MembersCalendarRoot}{token}.ics";

    /// <summary>What the address of a page with a new password ends with where the password is judged while it is typed.</summary>
    public const string AdviceEnd = "/avis";

    /// <param name="returnUrl">Where to go afterwards; null for the first page of the person's role.</param>
    public static string NetworkSignInTo(string? returnUrl) =>
        returnUrl is null ? NetworkSignIn : $"{NetworkSignIn}?retour={Uri.EscapeDataString(returnUrl)}";

    public static string SessionClosing(int id) => Invariant($"{Sessions}/{id}/fermer");

    /// <summary>The link with which a person chooses a password.</summary>
    /// <param name="kind">"invitation" or "mot-de-passe".</param>
    public static string Password(string kind, int userId, string token) => Invariant($"{MyAccount}/{kind}/{userId}/{token}");
}
