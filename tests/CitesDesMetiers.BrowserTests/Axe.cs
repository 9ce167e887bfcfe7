using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>The rules of WCAG 2.2 A and AA that a program can check, by axe-core.</summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>The faults of the page as it stands, one a line; empty when there are none. Evaluated from outside, so the page's own policy stays on.</summary>
    public static async Task<string> FaultsAsync(this IPage page)
    {
        await page.EvaluateAsync(Script + ";0");
        var json = await page.EvaluateAsync<JsonElement>(
            """
            async () => (await axe.run(document, { iframes: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }))
              .violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html.slice(0, 160)} ${n.failureSummary.replace(/\s+/g, ' ')}`))
            """);
        return string.Join('\n', json.EnumerateArray().Select(v => v.GetString()));
    }
}
