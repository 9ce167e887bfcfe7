using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Sending.Copies;
using CitesDesMetiers.Web.Letters.Parts;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Letters;

/// <summary>
/// An edition as mail, rendered once for all recipients; they differ only in the marks of <see cref="RecipientMarks"/>.
/// The same content and address of the site give the same bytes.
/// </summary>
public sealed class EditionMail(ComponentRenderer renderer, IOptions<SiteOptions> site)
{
    /// <param name="slug">Address of the edition under <c>/numeros/</c>.</param>
    /// <returns>Bodies with <see cref="RecipientMarks.Token"/> in the address that ends the subscription.</returns>
    public async Task<RenderedMail> RenderAsync(EditionContent content, string slug, CancellationToken cancellation = default)
    {
        var edition = new EditionContext(site.Value, content, slug);
        var html = await renderer.RenderAsync<EditionLetter>(
            new Dictionary<string, object?> { [nameof(EditionLetter.Mail)] = edition }, cancellation);
        return new RenderedMail(html, new EditionText(edition).Write());
    }
}
