using System.Net;
using NetVips;

namespace CitesDesMetiers.Web.Site.Cards;

/// <summary>A picture on which texts and shapes are placed. libvips only: it has Pango for texts, and its reader of SVG is blocked.</summary>
internal sealed class CardSheet : IDisposable
{
    /// <summary>One family for both weights. Pango reads TTF, and not the WOFF2 of the pages.</summary>
    private const string Family = "Newsreader Cards";

    private static readonly string Fonts = Path.Combine(AppContext.BaseDirectory, "Site", "Cards", "Fonts");

    private Image image;

    public CardSheet(int width, int height, double[] paper)
    {
        using var black = Image.Black(width, height, bands: 3);
        using var coloured = black + paper;
        using var bytes = coloured.Cast(Enums.BandFormat.Uchar);
        image = bytes.Copy(interpretation: Enums.Interpretation.Srgb);
    }

    /// <summary>Sets a text within a width, on as many lines as it takes.</summary>
    /// <param name="size">Pixels of the letter height.</param>
    /// <returns>How much ink each point has. The caller disposes it.</returns>
    public static Image Set(string text, int size, bool isBold, int width) =>
        Image.Text(
            // The text is markup of Pango.
            WebUtility.HtmlEncode(text), font: $"{Family}{(isBold ? " Bold" : "")} {size}", width: width, dpi: 72, wrap: Enums.TextWrap.WordChar,
            fontfile: Path.Combine(Fonts, isBold ? "newsreader-cards-bold.ttf" : "newsreader-cards-regular.ttf"));

    public void Put(Image ink, int left, int top, double[] colour)
    {
        using var mask = ink.Embed(left, top, image.Width, image.Height);
        Replace(mask.Ifthenelse(colour, image, blend: true));
    }

    public void PutText(string text, int size, bool isBold, int left, int middle, double[] colour)
    {
        using var ink = Set(text, size, isBold, image.Width);
        Put(ink, left, middle - (ink.Height / 2), colour);
    }

    public void Fill(int left, int top, int width, int height, double[] colour) =>
        Replace(image.Mutate(i => i.DrawRect(colour, left, top, width, height, fill: true)));

    /// <returns>PNG with a palette: a card has few colours.</returns>
    public byte[] Encode() => image.PngsaveBuffer(palette: true, keep: Enums.ForeignKeep.None);

    public void Dispose() => image.Dispose();

    private void Replace(Image next)
    {
        image.Dispose();
        image = next;
    }
}
