using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Web.Content.Markdown;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Issues;

/// <summary>
/// Adds width and height to the pictures within the texts of an edition. One query reads all sizes; without pictures there is none.
/// </summary>
internal static class InlineSizes
{
    public static async Task<EditionContent> ApplyAsync(NewsletterContext db, EditionContent content, CancellationToken cancellation)
    {
        var names = content.Sections.SelectMany(s => s.Articles.Select(a => a.Html).Append(s.Html)).Append(content.Editorial.Html)
            .SelectMany(InlinePictures.NamesIn).Distinct().ToList();
        if (names.Count == 0)
        {
            return content;
        }

        var sizes = await db.MediaVariants.Where(v => v.Size == MediaSize.Large && names.Contains(v.MediaFile.Hash.Substring(0, 32)))
            .Select(v => new { Name = v.MediaFile.Hash.Substring(0, 32), v.Width, v.Height })
            .ToDictionaryAsync(v => v.Name, v => (v.Width, v.Height), cancellation);
        return content with
        {
            Editorial = content.Editorial with { Html = InlinePictures.Size(content.Editorial.Html, sizes) },
            Sections =
            [
                .. content.Sections.Select(s => s with
                {
                    Html = s.Html is { } html ? InlinePictures.Size(html, sizes) : null,
                    Articles = [.. s.Articles.Select(a => a with { Html = InlinePictures.Size(a.Html, sizes) })],
                })
            ],
        };
    }
}
