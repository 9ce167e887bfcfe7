namespace CitesDesMetiers.Web.Desk.Issues;

/// <param name="Url">Absolute address.</param>
internal sealed record SharedArticle(string Title, string Excerpt, string? Cite, string Url);

/// <summary>A text to copy.</summary>
/// <param name="Where">For which networks, in French.</param>
public sealed record SharingText(string Where, string Text)
{
    /// <summary>The shortest limit of the networks with short texts, in characters.</summary>
    private const int Shortest = 280;

    /// <summary>How long such networks take any address to be.</summary>
    private const int AddressLength = 23;
    private const int TitlesShown = 6;
    private const int ArticlesShown = 12;

    /// <param name="newsletter">Its name with the article, as a sentence begins.</param>
    /// <param name="url">Absolute address of the issue.</param>
    internal static IReadOnlyList<SharingText> Of(
        string newsletter, int number, IReadOnlyList<SharedArticle> articles, string url, string signUpUrl) =>
    [
        new("LinkedIn, Facebook", Long(newsletter, number, articles, url, signUpUrl)),
        new("Bluesky, Mastodon, X", Short($"{newsletter} n° {number} vient de paraître", articles.Select(a => a.Title), url)),
        .. articles.Take(ArticlesShown).Select(a => new SharingText(
            a.Title, $"{a.Title}{(a.Cite is null ? "" : $" ({a.Cite})")}\n\n{a.Excerpt}\n\n{a.Url}")),
    ];

    private static string Long(string newsletter, int number, IReadOnlyList<SharedArticle> articles, string url, string signUpUrl) =>
        string.Join(
            '\n',
            [
                $"{newsletter} n° {number} vient de paraître !", "", "Au sommaire :",
                .. articles.Take(TitlesShown).Select(a => $"• {a.Title}{(a.Cite is null ? "" : $" ({a.Cite})")}"),
                .. articles.Count > TitlesShown ? ["… et d’autres nouvelles du réseau."] : Array.Empty<string>(),
                "", $"À lire ici : {url}", $"Pour la recevoir : {signUpUrl}",
            ]);

    /// <summary>As many titles as fit.</summary>
    private static string Short(string start, IEnumerable<string> titles, string url)
    {
        var text = start;
        var mark = " : ";
        foreach (var title in titles.Where(t => text.Length + mark.Length + t.Length + 2 + AddressLength <= Shortest))
        {
            text += mark + title;
            mark = " · ";
        }

        return $"{text}\n{url}";
    }
}
