using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>The rules of WCAG 2.2 A and AA that a program can check, by axe-core.</summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>
    /// The faults of the page as it stands, one a line; empty when there are none. Evaluated from outside, so the page's own policy stays on.
    /// </summary>
    public static Task<string> FaultsAsync(this IPage page) => RunAsync(page, "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']");

    /// <summary>
    /// What dark colours alone can change: contrast with what is behind and with the words around. Without motion, as a colour on its way is neither.
    /// </summary>
    public static async Task<string> FaultsInDarkAsync(this IPage page)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark, ReducedMotion = ReducedMotion.Reduce });
        var faults = await RunAsync(page, "{ type: 'rule', values: ['color-contrast', 'link-in-text-block'] }");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
        return faults;
    }

    /// <param name="rules">In JavaScript, as axe takes them.</param>
    private static async Task<string> RunAsync(IPage page, string rules)
    {
        // Styles and fonts come with the load: before it, targets have another size.
        await page.ReachAsync(LoadState.Load);
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
        {
            await page.EvaluateAsync(Script + ";0");
        }

        var json = await page.EvaluateAsync<JsonElement>(
            $$"""
            async () => (await axe.run(document, { iframes: false, preload: false, resultTypes: ['violations'], runOnly: {{rules}} }))
              .violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html.slice(0, 160)} ${n.failureSummary.replace(/\s+/g, ' ')}`))
            """);
        return string.Join('\n', json.EnumerateArray().Select(v => v.GetString()));
    }
}
