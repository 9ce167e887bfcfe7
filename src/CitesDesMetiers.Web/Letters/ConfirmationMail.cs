using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Sending.Copies;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Letters;

/// <summary>
/// Renders the mail that asks the owner of an address to confirm. It contains nothing from the form, so that nobody can send a text
/// to a stranger through the site.
/// </summary>
public sealed class ConfirmationMail(ComponentRenderer renderer, IOptions<SiteOptions> site)
{
    /// <summary>The number of days for which the link is valid.</summary>
    public const int ValidDays = 7;

    public static string SubjectFor(NewsletterSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Typography.ForMail($"Confirmez votre abonnement {settings.Newsletter.To}");
    }

    /// <param name="confirmUrl">Absolute address. Opening it changes nothing.</param>
    public async Task<RenderedMail> RenderAsync(string confirmUrl, NewsletterSettings settings, CancellationToken cancellation = default)
    {
        var request = new ConfirmationContext(site.Value, confirmUrl, settings);
        var html = await renderer.RenderAsync<ConfirmationLetter>(
            new Dictionary<string, object?> { [nameof(ConfirmationLetter.Mail)] = request }, cancellation);
        return new RenderedMail(html, LetterText.Write(request, page => Write(page, request)));
    }

    private static void Write(TextPage page, ConfirmationContext request)
    {
        page.Paragraph(request.Asked);
        page.Link(request.Confirm, request.ConfirmUrl);
        page.Paragraph(request.Validity);
        page.Paragraph(request.NotYou);
    }
}
