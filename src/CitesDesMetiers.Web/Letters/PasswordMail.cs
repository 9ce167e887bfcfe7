using CitesDesMetiers.Sending.Copies;

namespace CitesDesMetiers.Web.Letters;

/// <summary>Renders the mail with a link to choose a password.</summary>
public sealed class PasswordMail(ComponentRenderer renderer)
{
    public async Task<RenderedMail> RenderAsync(PasswordContext letter, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(letter);
        var html = await renderer.RenderAsync<PasswordLetter>(
            new Dictionary<string, object?> { [nameof(PasswordLetter.Mail)] = letter }, cancellation);
        return new RenderedMail(html, LetterText.Write(letter, page =>
        {
            page.Paragraph(letter.Greeting);
            page.Paragraph(letter.Matter);
            page.Link(letter.Label, letter.Link);
            page.Paragraph(letter.Validity);
            page.Paragraph(letter.NotYou);
        }));
    }
}
