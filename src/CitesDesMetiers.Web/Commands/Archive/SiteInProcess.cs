using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Newsletter.Accounts;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Commands.Archive;

/// <param name="ContentType">Without parameters.</param>
internal sealed record SiteAnswer(int Status, string ContentType, byte[] Body);

/// <summary>
/// Answers requests with the pipeline of the site in this process. Nothing listens, and no background service runs: no mail is sent
/// meanwhile.
/// </summary>
internal sealed class SiteInProcess
{
    private readonly IServiceProvider services;
    private readonly RequestDelegate pipeline;
    private readonly Uri publicUrl;

    public SiteInProcess(WebApplication app)
    {
        services = app.Services;
        services.GetRequiredService<SetUp>().Skip();
        publicUrl = services.GetRequiredService<IOptions<SiteOptions>>().Value.PublicUri;

        // The host adds this at its start, which does not happen here.
        app.UseEndpoints(_ => { });
        pipeline = ((IApplicationBuilder)app).Build();
    }

    public async Task<T> WithDatabaseAsync<T>(Func<NewsletterContext, Task<T>> work)
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<NewsletterContext>());
    }

    /// <param name="address">Path and query, from the root of the site.</param>
    public async Task<SiteAnswer> GetAsync(string address, CancellationToken cancellation)
    {
        await using var body = new MemoryStream();
        var features = new FeatureCollection();
        var (path, query) = address.Split('?', 2) is [var before, var after] ? (before, "?" + after) : (address, "");
        features.Set<IHttpRequestFeature>(new HttpRequestFeature
        {
            Method = HttpMethods.Get,
            Scheme = publicUrl.Scheme,
            Path = Uri.UnescapeDataString(path),
            QueryString = query,
            Protocol = "HTTP/1.1",
            Headers = new HeaderDictionary { ["Host"] = publicUrl.Authority },
        });
        var response = new HttpResponseFeature();
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        features.Set<IHttpRequestLifetimeFeature>(new HttpRequestLifetimeFeature { RequestAborted = cancellation });
        await using var scope = services.CreateAsyncScope();
        var factory = services.GetRequiredService<IHttpContextFactory>();
        var context = factory.Create(features);
        context.RequestServices = scope.ServiceProvider;
        try
        {
            await pipeline(context);
            await context.Response.CompleteAsync();
            return new(context.Response.StatusCode, context.Response.ContentType?.Split(';')[0] ?? "", body.ToArray());
        }
        finally
        {
            factory.Dispose(context);
        }
    }
}
