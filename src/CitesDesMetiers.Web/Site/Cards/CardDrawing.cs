using System.Globalization;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Web.Ui;
using CitesDesMetiers.Web.Ui.Layout;
using NetVips;

namespace CitesDesMetiers.Web.Site.Cards;

/// <summary>What a card says. All texts are typed already.</summary>
/// <param name="Dateline">Number and month.</param>
/// <param name="Sender">The Cité, or the network.</param>
internal sealed record Card(string Masthead, string Dateline, string Title, string Sender);

/// <summary>Draws the picture that messengers and social networks show with a link: 1,200 by 630 pixels.</summary>
internal static class CardDrawing
{
    private const int Width = LinkPicture.CardWidth, Height = LinkPicture.CardHeight;
    private const int Margin = 72;
    private const int MarkSize = 72;
    private const int Inner = Width - (2 * Margin);

    /// <summary>The title stands between these lines.</summary>
    private const int TitleTop = 168, TitleBottom = 456;
    private const int MostLines = 4;

    /// <summary>Sizes of the title, the first one that fits.</summary>
    private static readonly int[] TitleSizes = [80, 72, 64, 56];

    private static readonly double[] Paper = [0xFB, 0xFA, 0xF7], Ink = [0x1B, 0x1F, 0x2A], Muted = [0x55, 0x5A, 0x66], White = [255, 255, 255];

    public static byte[] Draw(Card card)
    {
        using var sheet = new CardSheet(Width, Height, Paper);
        DrawHead(sheet, card);
        using (var title = SetTitle(card.Title))
        {
            sheet.Put(title, Margin, TitleTop + ((TitleBottom - TitleTop - title.Height) / 2), Ink);
        }

        DrawMark(sheet, card.Sender, Margin, Height - Margin - MarkSize);
        sheet.PutText(Shorten(card.Sender, 34, Inner - MarkSize - 24), 34, false, Margin + MarkSize + 24, Height - Margin - (MarkSize / 2), Ink);
        return sheet.Encode();
    }

    private static void DrawHead(CardSheet sheet, Card card)
    {
        const int middle = 86;
        using var dateline = CardSheet.Set(card.Dateline, 32, false, Inner);
        sheet.Put(dateline, Width - Margin - dateline.Width, middle - (dateline.Height / 2), Muted);
        sheet.PutText(Shorten(card.Masthead, 46, Inner - dateline.Width - 48), 46, true, Margin, middle, Ink);
        sheet.Fill(Margin, 134, Inner, 3, Ink);
    }

    /// <summary>In the largest size that fits; a title that fits in none loses its end.</summary>
    private static Image SetTitle(string title)
    {
        foreach (var size in TitleSizes)
        {
            var set = CardSheet.Set(title, size, true, Inner);
            if (Fits(set, size))
            {
                return set;
            }

            set.Dispose();
        }

        var smallest = TitleSizes[^1];
        return CardSheet.Set(Cut(title, t => Fits(t, smallest), smallest, true, Inner), smallest, true, Inner);
    }

    private static bool Fits(Image set, int size) => set.Height <= Math.Min(TitleBottom - TitleTop, size * MostLines * 1.15);

    /// <summary>A text for one line.</summary>
    private static string Shorten(string text, int size, int width) => Cut(text, t => t.Width <= width, size, false, Width * 4);

    /// <summary>The text, without the words at its end that do not fit.</summary>
    private static string Cut(string text, Func<Image, bool> fits, int size, bool isBold, int width)
    {
        var shown = text;
        for (var words = text.Split(' '); ; words = words[..^1])
        {
            using var set = CardSheet.Set(shown, size, isBold, width);
            if (fits(set) || words.Length <= 1)
            {
                return shown;
            }

            shown = string.Join(' ', words[..^1]).TrimEnd(',', ';', ':', '.', '–', '\u00A0', '\u202F') + "…";
        }
    }

    private static void DrawMark(CardSheet sheet, string name, int left, int top)
    {
        var mark = CiteMark.For(name);
        sheet.Fill(left, top, MarkSize, MarkSize, ColourOf(mark.Colour));
        using (var cut = CardMark.Cut(CiteMarkTagHelper.CutOf(name), MarkSize))
        {
            sheet.Put(cut, left, top, [0, 0, 0]);
        }

        using var initials = CardSheet.Set(mark.Initials, 34, true, MarkSize);
        sheet.Put(initials, left + ((MarkSize - initials.Width) / 2), top + ((MarkSize - initials.Height) / 2), White);
    }

    private static double[] ColourOf(string hex) =>
        [.. Enumerable.Range(0, 3).Select(i => (double)byte.Parse(hex.AsSpan(1 + (2 * i), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
}
