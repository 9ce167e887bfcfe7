using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>Every page there is, found by following the site's own links: a new one is covered without anyone remembering it.</summary>
internal static class Pages
{
    /// <param name="look">Called with the path of each page while it is open.</param>
    public static Task VisitReadingAsync(IPage page, Func<string, Task> look) =>
        VisitAsync(page, look, ["/", "/connexion", "/inscription", "/desinscription", "/cette-page-n-existe-pas"], path => !path.StartsWith("/redaction", StringComparison.Ordinal));

    /// <inheritdoc cref="VisitReadingAsync"/>
    public static Task VisitDeskAsync(IPage page, Func<string, Task> look) =>
        VisitAsync(page, look, ["/redaction"], path => path.StartsWith("/redaction", StringComparison.Ordinal));

    /// <summary>Follows links, taking of each kind of address (numbers and names set aside) the first two.</summary>
    private static async Task VisitAsync(IPage page, Func<string, Task> look, string[] start, Func<string, bool> wanted)
    {
        var found = new List<string>(start);
        var kinds = new Dictionary<string, int>();
        for (var i = 0; i < found.Count; i++)
        {
            await page.GotoAsync(found[i]);
            var links = await page.EvaluateAsync<string[]>(
                "Array.from(document.links).filter(a => a.origin === location.origin && a.type !== 'text/calendar' && !a.hasAttribute('download')).map(a => a.pathname + a.search)");
            foreach (var link in links.Where(l => wanted(l) && IsPage(l) && !found.Contains(l)))
            {
                var kind = KindOf(link);
                kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
                if (kinds[kind] <= 2)
                {
                    found.Add(link);
                }
            }

            await look(found[i]);
        }
    }

    /// <summary>Files and framed mails are not pages.</summary>
    private static bool IsPage(string link) =>
        !Path.HasExtension(link.Split('?')[0]) && !link.EndsWith("/courriel", StringComparison.Ordinal) && !link.EndsWith("/texte", StringComparison.Ordinal);

    /// <summary>"/actualites/un-titre" and "/actualites/un-autre" are of one kind, "/redaction/cites/3" and "/redaction/cites/4" too.</summary>
    private static string KindOf(string link)
    {
        var parts = link.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => int.TryParse(p, out _) ? "#" : p).ToArray();
        return parts is ["numeros" or "actualites" or "cites", _, ..] ? parts[0] + "/*" + string.Join('/', parts[2..]) : string.Join('/', parts);
    }
}
