using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>Every page there is, found by following the site's own links: a new one is covered without anyone remembering it.</summary>
internal static class Pages
{
    /// <summary>As many as the smallest machine has processors.</summary>
    private const int AtOnce = 2;

    /// <param name="page">Its context opens more pages: several paths are looked at at once.</param>
    /// <param name="look">Called with each page while it is open, and with its path.</param>
    public static Task VisitReadingAsync(IPage page, Func<IPage, string, Task> look) =>
        VisitAsync(
            page,
            look,
            ["/", "/connexion", "/inscription", "/desinscription", "/cette-page-n-existe-pas"],
            path => !path.StartsWith("/redaction", StringComparison.Ordinal));

    /// <inheritdoc cref="VisitReadingAsync"/>
    public static Task VisitDeskAsync(IPage page, Func<IPage, string, Task> look) =>
        VisitAsync(page, look, ["/redaction"], path => path.StartsWith("/redaction", StringComparison.Ordinal));

    /// <summary>
    /// Follows links, taking of each kind of address (numbers and names set aside) the first two. What was found on all pages of one
    /// round is visited in the next, so that the choice does not depend on which page was faster.
    /// </summary>
    private static async Task VisitAsync(IPage page, Func<IPage, string, Task> look, string[] start, Func<string, bool> wanted)
    {
        List<IPage> open = [page];
        while (open.Count < AtOnce)
        {
            open.Add(await page.Context.NewPageAsync());
        }

        var found = new List<string>(start);
        var kinds = new Dictionary<string, int>();
        for (var visited = 0; visited < found.Count;)
        {
            var round = found[visited..];
            visited = found.Count;
            foreach (var link in (await VisitRoundAsync(open, look, round)).Where(l => wanted(l) && IsPage(l) && !found.Contains(l)))
            {
                var kind = KindOf(link);
                kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
                if (kinds[kind] <= 2)
                {
                    found.Add(link);
                }
            }
        }
    }

    /// <returns>The links of these paths, in the order of the paths.</returns>
    private static async Task<IEnumerable<string>> VisitRoundAsync(List<IPage> open, Func<IPage, string, Task> look, List<string> paths)
    {
        var links = new string[paths.Count][];
        var next = -1;
        await Task.WhenAll(open.Select(async page =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < paths.Count;)
            {
                await page.GotoAsync(paths[i]);
                links[i] = await page.EvaluateAsync<string[]>(
                    "Array.from(document.links).filter(a => a.origin === location.origin && (!a.type || a.type === 'text/html') && !a.hasAttribute('download')).map(a => a.pathname + a.search)");
                await look(page, paths[i]);
            }
        }));
        return links.SelectMany(l => l);
    }

    /// <summary>Files and framed mails are not pages.</summary>
    private static bool IsPage(string link) =>
        !Path.HasExtension(link.Split('?')[0])
            && !link.EndsWith("/courriel", StringComparison.Ordinal)
            && !link.EndsWith("/texte", StringComparison.Ordinal);

    /// <summary>"/actualites/un-titre" and "/actualites/un-autre" are of one kind, "/redaction/cites/3" and "/redaction/cites/4" too.</summary>
    private static string KindOf(string link)
    {
        var parts = link.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => int.TryParse(p, out _) ? "#" : p).ToArray();
        return parts is ["numeros" or "actualites" or "cites", _, ..] ? parts[0] + "/*" + string.Join('/', parts[2..]) : string.Join('/', parts);
    }
}
