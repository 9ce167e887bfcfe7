using CitesDesMetiers.BrowserTests;

[assembly: AssemblyFixture(typeof(DemoSite))]

namespace CitesDesMetiers.BrowserTests;

/// <summary>The site with its demonstration, shared by the tests that only look at it.</summary>
public sealed class DemoSite : IAsyncLifetime
{
    public SiteProcess Site { get; } = new();

    public string Url => Site.Url;

    public async ValueTask InitializeAsync() => await Site.StartAsync();

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}
