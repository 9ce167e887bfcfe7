using CitesDesMetiers.BrowserTests;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Media;
using Microsoft.EntityFrameworkCore;

[assembly: AssemblyFixture(typeof(DemoSite))]

namespace CitesDesMetiers.BrowserTests;

/// <summary>
/// The site with its demonstration, shared by the tests that only look at it. Sites of single tests begin with a copy of its database.
/// </summary>
public sealed class DemoSite : IAsyncLifetime
{
    public SiteProcess Site { get; } = new();

    public string Url => Site.Url;

    public async ValueTask InitializeAsync()
    {
        await Site.StartAsync();
        await using var db = Open();
        while (await db.Media.AnyAsync(m => m.Variants.Any(v => v.Size == MediaSize.Large) && !m.Variants.Any(v => v.Size == MediaSize.LargeWebP)))
        {
            await Task.Delay(200);
        }

        var copy = Path.Combine(Site.Folder, "demonstration.db");
        await db.Database.ExecuteSqlAsync($"VACUUM INTO {copy}");
        SiteProcess.Demonstration = copy;
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();

    private NewsletterContext Open()
    {
        var options = new DbContextOptionsBuilder<NewsletterContext>();
        DatabaseProvider.Sqlite.Configure(options, Site.Database);
        return new NewsletterContext(options.Options);
    }
}
