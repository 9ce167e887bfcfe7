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

    private IPlaywright? playwright;

    /// <summary>The path of its executable.</summary>
    public string Executable { get; private set; } = "";

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        Executable = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named
            ? named : Installed.FirstOrDefault(File.Exists) ?? playwright.Chromium.ExecutablePath;
        Browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Args = Quiet,
        });
    }

    /// <summary>A page of a new, empty profile.</summary>
    public async Task<IPage> NewPageAsync(string baseUrl, int width = 1280, int height = 900, bool dark = false)
    {
        var context = await Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = baseUrl,
            Locale = "fr-FR",
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
        });
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright?.Dispose();
    }
}
