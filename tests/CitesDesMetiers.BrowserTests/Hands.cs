using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>Counts what a person does on a page and its panels: clicks of a mouse, and pages that load.</summary>
internal sealed partial class Hands
{
    private readonly IPage page;
    private int clicks;

    private Hands(IPage page)
    {
        this.page = page;
        page.FrameNavigated += (_, frame) =>
        {
            if (frame == page.MainFrame)
            {
                PageLoads++;
            }
            else if (!Preview().IsMatch(frame.Url))
            {
                PanelLoads++;
            }
        };
    }

    public int Clicks => clicks;

    /// <summary>Of the window itself.</summary>
    public int PageLoads { get; private set; }

    /// <summary>Of a panel beside an issue.</summary>
    public int PanelLoads { get; private set; }

    public static async Task<Hands> OfAsync(IPage page)
    {
        var hands = new Hands(page);
        await page.Context.ExposeFunctionAsync("clicked", () => Interlocked.Increment(ref hands.clicks));
        await page.Context.AddInitScriptAsync("addEventListener('click', e => e.isTrusted && e.detail && clicked(), true)");
        return hands;
    }

    /// <summary>Presses a button or a link by its name.</summary>
    public Task PressAsync(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true })
        .Or(page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true })).First.ClickAsync();

    /// <summary>The panel beside an issue.</summary>
    public IFrameLocator Panel => page.FrameLocator("#panneau iframe");

    /// <summary>
    /// Chooses as with the keyboard: the browser looks for what is typed at the beginning of the choices, and for the next one of those that
    /// begin with a letter that is typed again.
    /// </summary>
    public async Task ChooseAsync(ILocator select, string typed, string choice)
    {
        await select.FocusAsync();
        await page.Keyboard.TypeAsync(typed);
        Assert.Equal(choice, await select.EvaluateAsync<string>("s => s.selectedOptions[0].text"));
    }

    /// <summary>The mail of an issue and its other faces, which follow every change.</summary>
    [GeneratedRegex("^about:|/redaction/numeros/\\d+/apercu")]
    private static partial Regex Preview();
}
