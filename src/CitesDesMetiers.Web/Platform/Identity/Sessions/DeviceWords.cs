namespace CitesDesMetiers.Web.Platform.Identity.Sessions;

/// <summary>Names a browser and its system in French from its User-Agent header, roughly: people need to recognise their own devices.</summary>
internal static class DeviceWords
{
    /// <summary>The first match counts: Edge and Opera also call themselves Chrome, and Chrome calls itself Safari.</summary>
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];

    public static string Of(string? userAgent) => (NameIn(Browsers, userAgent), NameIn(Systems, userAgent)) switch
    {
        (null, null) => "Appareil inconnu",
        (null, { } system) => $"Navigateur inconnu sous {system}",
        ({ } browser, null) => browser,
        ({ } browser, "iPhone" or "iPad") pair => $"{browser} sur {pair.Item2}",
        ({ } browser, { } system) => $"{browser} sous {system}",
    };

    private static string? NameIn((string Mark, string Name)[] names, string? userAgent) =>
        Array.Find(names, n => userAgent?.Contains(n.Mark, StringComparison.Ordinal) == true).Name;
}
