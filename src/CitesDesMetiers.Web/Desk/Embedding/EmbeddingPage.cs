namespace CitesDesMetiers.Web.Desk.Embedding;

/// <summary>What to embed, with the choices that led to it.</summary>
/// <param name="Part">One of <see cref="Parts"/>.</param>
/// <param name="Cites">The Cités to choose from; empty when there is no choice.</param>
/// <param name="Cite">Slug of the Cité; null for the network.</param>
/// <param name="CiteName">Its name; null for the network.</param>
internal sealed record EmbeddingPage(
    string Part, IReadOnlyList<(string Slug, string Name)> Cites, string? Cite, string? CiteName, Embedded Embedded)
{
    public const string SignUp = "abonnement";
    public const string News = "actualites";
    public const string Dates = "agenda";
    public const string Issue = "numero";

    /// <summary>What can be embedded, by its name in addresses, with its French name.</summary>
    public static readonly IReadOnlyList<(string Value, string Name)> Parts =
    [
        (Issue, "Le dernier numéro"),
        (SignUp, "Le formulaire d’abonnement"),
        (News, "Les dernières actualités"),
        (Dates, "Les prochaines dates"),
    ];

    public bool IsForm => Part == SignUp;
}
