using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Sending.Copies;

namespace CitesDesMetiers.Web.Letters;

/// <summary>Renders the quarterly digest once for all recipients. Copies differ only in the placeholders of <see cref="RecipientMarks"/>.</summary>
public sealed class QuarterlyMail(ComponentRenderer renderer)
{
    public async Task<RenderedMail> RenderAsync(QuarterlyContext digest, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(digest);
        var html = await renderer.RenderAsync<QuarterlyLetter>(
            new Dictionary<string, object?> { [nameof(QuarterlyLetter.Mail)] = digest }, cancellation);
        return new RenderedMail(html, LetterText.Write(digest, page => Write(page, digest)));
    }

    private static void Write(TextPage page, QuarterlyContext digest)
    {
        page.Paragraph(digest.Intro);
        foreach (var edition in digest.Editions)
        {
            page.Heading(digest.TitleOf(edition));
            if (edition.Titles.Count > 0)
            {
                page.List(edition.Titles.Select(title => digest.Type(title)));
            }

            page.Link($"Lire le numéro\u00A0{edition.Number}", digest.PageOf(edition));
        }

        page.Paragraph(digest.Reason);
        page.Link(EditionWords.Unsubscribe, digest.Unsubscribe);
        page.Link(EditionWords.Manage, digest.Manage);
    }
}
