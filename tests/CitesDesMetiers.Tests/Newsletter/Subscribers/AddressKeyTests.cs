using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Tests.App;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Newsletter.Subscribers;

public class AddressKeyTests
{
    [Fact]
    public async Task Many_who_ask_a_new_site_for_its_keys_at_once_get_the_same_and_none_of_them_fails_on_the_way()
    {
        await using var site = new WatchedSite();
        var store = site.Services.GetRequiredService<AddressKeyStore>();

        var keys = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => store.GetAsync(default).AsTask())));

        Assert.Single(keys.Distinct());
        Assert.Equal(0, site.Failed.Count);
    }

    private sealed class WatchedSite : SiteFactory
    {
        public FailedSaves Failed { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.ConfigureDbContext<NewsletterContext>(options => options.AddInterceptors(Failed)));
        }
    }

    private sealed class FailedSaves : SaveChangesInterceptor
    {
        private int count;

        public int Count => count;

        public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref count);
            return Task.CompletedTask;
        }
    }
}
