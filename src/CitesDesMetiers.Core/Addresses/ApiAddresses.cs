using static System.FormattableString;

namespace CitesDesMetiers.Core.Addresses;

/// <summary>Addresses of the public interface for programs, version 1.</summary>
public static class ApiAddresses
{
    /// <summary>The page that explains it.</summary>
    public const string Page = "/api";
    public const string Root = Page + "/v1";
    public const string Description = Root + "/openapi.json";
    public const string Issues = Root + "/numeros";
    public const string News = Root + "/actualites";
    public const string Agenda = Root + "/agenda";
    public const string Cites = Root + "/cites";
    public const string Moves = Root + "/arrivees-departs";
    public const string Search = Root + "/recherche";

    public static string Issue(string slug) => $"{Issues}/{slug}";

    public static string Article(string slug) => $"{News}/{slug}";

    public static string Date(int id) => Invariant($"{Agenda}/{id}");

    public static string Cite(string slug) => $"{Cites}/{slug}";
}
