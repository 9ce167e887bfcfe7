using System.Collections.Concurrent;
using CitesDesMetiers.BrowserTests;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace CitesDesMetiers.BrowserTests;

/// <summary>One headless browser for all tests: the installed Chromium or Chrome, else Playwright's own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Installed =
        [
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/usr/bin/google-chrome-stable",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
        ];

    private static readonly string[] Quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync",
    ];

    /// <summary>What the policies of pages blocked in any test. There must be none at the end.</summary>
    private readonly ConcurrentDictionary<string, bool> violations = new();

    /// <summary>
    /// Milliseconds until something awaited on a page counts as missing. A new process compiles each kind of page on its first request, and
    /// all tests share the processors: five seconds, as is usual, were too few at times.
    /// </summary>
    private const float Patience = 20_000;

    private IPlaywright? playwright;

    /// <summary>The path of its executable.</summary>
    public string Executable { get; private set; } = "";

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        playwright = await Playwright.CreateAsync();
        Executable = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named
            ? named : Installed.FirstOrDefault(File.Exists) ?? playwright.Chromium.ExecutablePath;
        Browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Args = Quiet,
        });
    }

    /// <summary>A page of a new profile.</summary>
    /// <param name="rich">
    /// Whether the editor shows texts as they will look, as by default. Most tests type Markdown, so they choose its source.
    /// </param>
    public async Task<IPage> NewPageAsync(string baseUrl, int width = 1280, int height = 900, bool dark = false, bool rich = false,
        bool scripts = true)
    {
        var context = await Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = baseUrl,
            Locale = "fr-FR",
            ViewportSize = new ViewportSize { Width = width, Height = height },
            JavaScriptEnabled = scripts,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
        });
        ClosesPagesAttribute.Remember(context);
        if (!rich)
        {
            await context.AddInitScriptAsync("localStorage.setItem('infolettre-texte-brut', '1')");
        }

        context.Console += (_, message) => Note(message);
        return await context.NewPageAsync();
    }

    /// <summary>Forgets that a page broke its policy, where a test has it do so.</summary>
    /// <returns>Whether one did.</returns>
    public bool ForgetViolation(string part) => violations.Keys.FirstOrDefault(v => v.Contains(part, StringComparison.Ordinal)) is { } found
        && violations.TryRemove(found, out _);

    /// <exception cref="InvalidOperationException">A page did something that its policy forbids.</exception>
    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright?.Dispose();
        if (!violations.IsEmpty)
        {
            throw new InvalidOperationException("Pages broke their Content-Security-Policy:\n" + string.Join('\n', violations.Keys));
        }
    }

    private void Note(IConsoleMessage message)
    {
        if (message.Type == "error"
            && (message.Text.Contains("Content Security Policy", StringComparison.Ordinal)
                || message.Text.Contains("Trusted", StringComparison.Ordinal)))
        {
            violations[$"{message.Location}: {message.Text}"] = true;
        }
    }
}
