using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>
/// Waits for a page by looking again and again: <c>WaitForURLAsync</c> and <c>WaitForLoadStateAsync</c> look once, then wait for the
/// next event, and miss one in between.
/// </summary>
internal static class Arrival
{
    public static async Task ArriveAsync(this IPage page, Func<string, bool> isThere)
    {
        for (var i = 0; !isThere(page.Url); i++)
        {
            Assert.True(i < 600, $"Still on {page.Url} after a minute.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        // A function: an expression is evaluated anew each time, which the site's content security policy forbids.
        await page.WaitForFunctionAsync("() => document.readyState === 'complete'");
    }

    public static async Task ReachAsync(this IPage page, LoadState state)
    {
        for (var i = 1; ; i++)
        {
            try
            {
                await page.WaitForLoadStateAsync(state, new() { Timeout = 1_000 });
                return;
            }
            catch (TimeoutException) when (i < 60)
            {
                // An event that was missed is seen by the next look.
            }
        }
    }
}
