using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Sending.Copies;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Letters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Tests.Letters;

/// <summary>The sample edition as the real application renders it.</summary>
public sealed class RenderedEdition : IAsyncLifetime
{
    private readonly SiteFactory site = new();

    public RenderedMail Mail { get; private set; } = null!;

    public IHtmlDocument Document { get; private set; } = null!;

    public T Service<T>() where T : notnull => site.Services.GetRequiredService<T>();

    public Task<RenderedMail> RenderAsync(EditionContent content) =>
        Service<MailRenderer>().RenderAsync(
            new EditionContext(Service<IOptions<SiteOptions>>().Value, content, SampleEdition.Slug), TestContext.Current.CancellationToken);

    public async ValueTask InitializeAsync()
    {
        Mail = await RenderAsync(SampleEdition.Content);
        Document = Parse(Mail);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    public static IHtmlDocument Parse(RenderedMail mail) => new HtmlParser().ParseDocument(mail.Html);
}
