using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Sending.Copies;
using CitesDesMetiers.Web.Letters.Parts;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Letters;

/// <summary>
/// Renders an edition once for all recipients. Copies differ only in the placeholders of <see cref="RecipientMarks"/>. The same
/// content and site address give the same bytes.
/// </summary>
public sealed class EditionMail(ComponentRenderer renderer, IOptions<SiteOptions> site)
{
    /// <param name="slug">The part of the edition's address after <c>/numeros/</c>.</param>
    /// <returns>Bodies with <see cref="RecipientMarks.Token"/> in the unsubscription address.</returns>
    public async Task<RenderedMail> RenderAsync(EditionContent content, string slug, CancellationToken cancellation = default)
    {
        var edition = new EditionContext(site.Value, content, slug);
        var html = await renderer.RenderAsync<EditionLetter>(
            new Dictionary<string, object?> { [nameof(EditionLetter.Mail)] = edition }, cancellation);
        return new RenderedMail(html, new EditionText(edition).Write());
    }
}
