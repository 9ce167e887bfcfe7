using static System.FormattableString;

namespace CitesDesMetiers.Core.Addresses;

/// <summary>Addresses behind the personal link of a correspondent. The token opens them without a password.</summary>
public static class ContributionAddresses
{
    /// <summary>The root of personal links. A token follows.</summary>
    public const string Root = "/contribuer/";

    /// <summary>Route template of a personal link.</summary>
    public const string Template = Root + "{token}";

    public static string Page(string token) => Root + token;

    public static string NewsItem(string token, int id) => Invariant($"{Page(token)}/nouvelles/{id}");

    /// <summary>Route template of the dates that are sent by a personal link.</summary>
    public const string DatesTemplate = Template + "/rendez-vous";

    /// <summary>Route template of the arrivals and departures that are sent by a personal link.</summary>
    public const string MovesTemplate = Template + "/mouvements";

    public static string Dates(string token) => Page(token) + "/rendez-vous";

    public static string Moves(string token) => Page(token) + "/mouvements";

    public static string Date(string token, int id) => Invariant($"{Dates(token)}/{id}");

    public static string Move(string token, int id) => Invariant($"{Moves(token)}/{id}");

    public static string Nothing(string token) => Page(token) + "/rien";

    /// <summary>Takes drafts of the form.</summary>
    public static string Draft(string token) => Page(token) + "/brouillon";

    /// <summary>Serves the Markdown editor.</summary>
    public static string Editor(string token) => Page(token) + "/editeur";
}
