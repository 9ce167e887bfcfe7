using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Content.Pictures;

namespace CitesDesMetiers.Web.Ui.Layout;

/// <summary>The picture that messengers and social networks show with a link to a page (Open Graph).</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
internal sealed record LinkPicture(string Address, int Width, int Height, string AlternativeText)
{
    /// <summary>Size of a drawn picture: 1.91 to 1, which all show uncut.</summary>
    public const int CardWidth = 1_200, CardHeight = 630;

    /// <summary>Smaller pictures are shown as a stamp beside the title, or not at all.</summary>
    private const int LeastWidth = 600, LeastHeight = 315;

    /// <returns>The picture of the page, the one drawn for it if that is too small, or null.</returns>
    public static LinkPicture? Of(PageHead head) =>
        head.Image is { Width: >= LeastWidth, Height: >= LeastHeight } own ? Of(own)
        : head.Card is { } card ? new(card, CardWidth, CardHeight, head.Title ?? "")
        : null;

    private static LinkPicture Of(EditionPicture picture)
    {
        var width = Math.Min(picture.Width, PictureReader.MailWidth);
        return new(
            PictureAddresses.Mail(picture.Name, picture.Extension), width, (int)Math.Round((double)picture.Height * width / picture.Width),
            picture.AlternativeText.Typed());
    }
}
