using NetVips;

namespace CitesDesMetiers.Web.Site.Cards;

/// <summary>The darker shape within the mark of a Cité, as <see cref="Ui.CiteMarkTagHelper"/> draws it on pages, in the same order.</summary>
internal static class CardMark
{
    /// <summary>Side of the mark in its own units.</summary>
    private const double Side = 32;

    /// <summary>Share of black over the colour.</summary>
    private const double Opacity = 0.2;

    /// <summary>Points in each direction that are counted for one pixel, for smooth edges.</summary>
    private const int Fine = 4;

    private static readonly Func<double, double, bool>[] Cuts =
    [
        (x, y) => x + y < Side, (x, y) => x > y, (x, y) => Square(x - Side) + Square(y) > Square(Side),
        (x, y) => Square(x) + Square(y) > Square(Side),
        (_, y) => y > Side / 2, (x, _) => x < Side / 2, (x, y) => Square(x - (Side / 2)) + Square(y - Side) < Square(Side / 2),
        (x, y) => Math.Abs(x - (Side / 2)) + Math.Abs(y - (Side / 2)) < Side / 2,
    ];

    /// <param name="cut">See <see cref="Ui.CiteMarkTagHelper.CutOf"/>.</param>
    /// <param name="size">Pixels.</param>
    /// <returns>How dark each point becomes. The caller disposes it.</returns>
    public static Image Cut(int cut, int size)
    {
        var points = new byte[size * Fine * size * Fine];
        for (var i = 0; i < points.Length; i++)
        {
            var (row, column) = Math.DivRem(i, size * Fine);
            var isInside = Cuts[cut]((column + 0.5) * Side / (size * Fine), (row + 0.5) * Side / (size * Fine));
            points[i] = (byte)(isInside ? byte.MaxValue * Opacity : 0);
        }

        using var fine = Image.NewFromMemory(points, size * Fine, size * Fine, 1, Enums.BandFormat.Uchar);
        using var shrunk = fine.Shrink(Fine, Fine);
        return shrunk.CopyMemory();
    }

    private static double Square(double value) => value * value;
}
