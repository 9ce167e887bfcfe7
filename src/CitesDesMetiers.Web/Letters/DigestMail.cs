using CitesDesMetiers.Sending.Copies;

namespace CitesDesMetiers.Web.Letters;

/// <summary>Renders one mail with all notifications of a person.</summary>
public sealed class DigestMail(ComponentRenderer renderer)
{
    public async Task<RenderedMail> RenderAsync(DigestContext digest, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(digest);
        var html = await renderer.RenderAsync<DigestLetter>(
            new Dictionary<string, object?> { [nameof(DigestLetter.Mail)] = digest }, cancellation);
        return new RenderedMail(html, LetterText.Write(digest, page => Write(page, digest)));
    }

    private static void Write(TextPage page, DigestContext digest)
    {
        page.Paragraph(digest.Greeting);
        foreach (var about in digest.Matters)
        {
            page.List(about.Lines.Select(line => digest.Type(line)));
            page.Link(about.LinkLabel, digest.Url(about.Path));
        }

        if (digest.WithoutPassword is { } withoutPassword)
        {
            page.Paragraph(withoutPassword);
        }

        if (digest.PersonalUrl is { } personal)
        {
            page.Link(DigestContext.PersonalLabel, personal);
        }

        page.Paragraph(digest.Reason);
    }
}
