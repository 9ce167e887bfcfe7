using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Sending.Copies;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Letters;

/// <summary>
/// Asks the owner of an address whether they want the newsletter. Nothing in it comes from whoever filled in the form, so
/// that nobody can make the site mail words of their own to a stranger.
/// </summary>
public sealed class ConfirmationMail(ComponentRenderer renderer, IOptions<SiteOptions> site)
{
    /// <summary>How long the link works.</summary>
    public const int ValidDays = 7;

    public static string SubjectFor(NewsletterSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Typography.ForMail($"Confirmez votre abonnement {settings.Newsletter.To}");
    }

    /// <param name="confirmUrl">Absolute; opening it changes nothing yet.</param>
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
