using System.Runtime.CompilerServices;

namespace CitesDesMetiers.Tests.App;

public sealed class SiteFactoryTests
{
    [Fact]
    public async Task A_disposed_site_leaves_the_memory()
    {
        var used = new List<WeakReference>();
        for (var i = 0; i < 3; i++)
        {
            used.Add(await UseAsync());
        }

        // The last one may still be in a variable of the framework.
        await Eventually.TrueAsync(
            () =>
            {
                GC.Collect();
                return used.Count(site => site.IsAlive) <= 1;
            },
            "the sites had gone");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> UseAsync()
    {
        await using var site = new SiteFactory();
        using var client = site.CreateSiteClient();
        await client.GetAsync("/", TestContext.Current.CancellationToken);
        return new WeakReference(site.Services.GetService(typeof(Microsoft.AspNetCore.Routing.EndpointDataSource)));
    }
}
