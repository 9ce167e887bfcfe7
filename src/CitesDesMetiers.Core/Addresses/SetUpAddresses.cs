namespace CitesDesMetiers.Core.Addresses;

/// <summary>Addresses of a site that has no account yet.</summary>
public static class SetUpAddresses
{
    public const string Root = "/installation";

    /// <summary>What every other address shows meanwhile.</summary>
    public const string Waiting = Root + "/attente";

    public static string Link(string token) => $"{Root}/{token}";

    /// <summary>Whether an address answers during the set-up, too: its own page, its styles and fonts, and the load balancer.</summary>
    public static bool IsOpen(string path) =>
        ((string[])[Root + "/", "/css/", "/lib/fonts/", "/favicon", SiteAddresses.Health])
            .Any(root => path.StartsWith(root, StringComparison.Ordinal));
}
