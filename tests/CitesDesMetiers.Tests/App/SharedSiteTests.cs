using CitesDesMetiers.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.App;

public sealed class SharedSiteTests(SharedSite shared) : IClassFixture<SharedSite>
{
    [Fact]
    public async Task What_one_case_leaves_the_next_does_not_find()
    {
        var site = await shared.FreshAsync();
        var first = await site.AddCiteAsync("Cité de Mulhouse", "mulhouse");
        Assert.Contains("Mulhouse", await site.TextAsync("/cites"), StringComparison.Ordinal);
        Directory.CreateDirectory(site.Outbox);

        site = await shared.FreshAsync();

        Assert.DoesNotContain("Mulhouse", await site.TextAsync("/cites"), StringComparison.Ordinal);
        Assert.False(Directory.Exists(site.Outbox));
        Assert.False(await site.WithDatabaseAsync(db => db.Cites.AnyAsync(TestContext.Current.CancellationToken)));
        Assert.Equal(first, await site.AddCiteAsync("Cité de Gênes", "genes"));
        Assert.Contains("Gênes", await site.TextAsync("/cites"), StringComparison.Ordinal);
    }
}
