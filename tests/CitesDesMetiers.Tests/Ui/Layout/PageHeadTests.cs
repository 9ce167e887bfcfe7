using System.Net;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Ui.Layout;

/// <summary>What a page tells its layout.</summary>
public class PageHeadTests(SiteFactory site) : IClassFixture<SiteFactory>
{
    [Fact]
    public async Task An_error_page_has_nothing_of_the_head_of_the_page_that_failed()
    {
        await using var failing = site.WithWebHostBuilder(builder => builder.ConfigureTestServices(services => services.AddScoped(FailInNews)));
        using var client = failing.CreateClient();

        using var answer = await client.GetAsync(SiteAddresses.NewsFrom("reseau"), TestContext.Current.CancellationToken);
        var page = await DeskClient.ParseAsync(answer);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.StartsWith("Une erreur s’est produite de notre côté –", page.Title, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("meta[name=description]"));
    }

    /// <summary>The layout asks for this service first, when the page has rendered.</summary>
    private static NetworkIdentity FailInNews(IServiceProvider services) =>
        services.GetRequiredService<IHttpContextAccessor>().HttpContext?.Request.Path == SiteAddresses.News
            ? throw new InvalidOperationException("The layout of this page fails.")
            : ActivatorUtilities.CreateInstance<NetworkIdentity>(services);
}
