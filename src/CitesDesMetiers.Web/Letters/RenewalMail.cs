using CitesDesMetiers.Sending.Copies;

namespace CitesDesMetiers.Web.Letters;

/// <summary>Renders the mail that asks whether to continue, sent before the limit of three years without contact (CNIL).</summary>
public sealed class RenewalMail(ComponentRenderer renderer)
{
    public async Task<RenderedMail> RenderAsync(RenewalContext request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var html = await renderer.RenderAsync<RenewalLetter>(
            new Dictionary<string, object?> { [nameof(RenewalLetter.Mail)] = request }, cancellation);
        return new RenderedMail(html, LetterText.Write(request, page => Write(page, request)));
    }

    private static void Write(TextPage page, RenewalContext request)
    {
        page.Paragraph(request.Asked);
        page.Link(request.Renew, request.RenewUrl);
        page.Paragraph(request.Silence);
        page.Paragraph(request.Nothing);
    }
}
