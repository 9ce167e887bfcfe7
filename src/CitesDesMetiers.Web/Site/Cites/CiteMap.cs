using CitesDesMetiers.Core.Cites;

namespace CitesDesMetiers.Web.Site.Cites;

/// <summary>One of the two maps, in the units of its SVG. The projections match the outlines in _EuropeOutline and _WorldOutline.</summary>
internal sealed class CiteMap
{
    /// <summary>Average width of a letter. The font size is 12 units at scale 1.</summary>
    private const double LetterWidth = 6.4;
    private const double LineHeight = 14;
    private const double DotRadius = 6;

    private const double West = -11;
    private const double East = 20;
    private const double North = 54.5;
    private const double South = 36;
    private const double EuropeScale = 720 / ((East - West) * Math.PI / 180);

    private readonly List<Box> taken = [];
    private readonly double scale;

    /// <param name="scale">Scale of names and dots, so that the smaller map stays legible.</param>
    private CiteMap(IEnumerable<CiteLine> cites, double scale, Func<double, double, (double X, double Y)> project)
    {
        this.scale = scale;
        var radius = DotRadius * scale;
        var dots = cites.Select(c => (Cite: c, Place: project(c.Longitude!.Value, c.Latitude!.Value))).OrderBy(d => d.Place.Y).ToList();
        taken.AddRange(dots.Select(d => new Box(d.Place.X - radius, d.Place.Y - radius, d.Place.X + radius, d.Place.Y + radius)));
        Dots = [.. dots.Select(d =>
            new MapDot(d.Cite, Math.Round(d.Place.X, 1), Math.Round(d.Place.Y, 1), LabelFor(d.Cite.City, d.Place.X, d.Place.Y)))];
    }

    public IReadOnlyList<MapDot> Dots { get; }

    /// <summary>Mercator, from 11° W to 20° E and from 36° N to 54.5° N, 720 units wide.</summary>
    public static CiteMap Europe(IEnumerable<CiteLine> cites) =>
        new(cites.Where(c => IsPlaced(c) && IsEuropean(c)), 1, (longitude, latitude) =>
            ((longitude - West) * EuropeScale * Math.PI / 180, EuropeScale * (Mercator(North) - Mercator(latitude))));

    /// <summary>Equirectangular, 2 units per degree, with the equator at 152. It labels the Cités outside the map of Europe.</summary>
    public static CiteMap World(IEnumerable<CiteLine> cites) =>
        new(cites.Where(c => IsPlaced(c) && !IsEuropean(c)), 1.5, (longitude, latitude) => ((longitude + 180) * 2, 152 - (latitude * 2)));

    private static double Mercator(double latitude) => Math.Log(Math.Tan((Math.PI / 4) + (latitude * Math.PI / 360)));

    private static bool IsPlaced(CiteLine cite) => cite is { Latitude: not null, Longitude: not null, Label: not LabelState.Former };

    private static bool IsEuropean(CiteLine cite) => cite is { Longitude: > West and < East, Latitude: > South and < North };

    /// <summary>
    /// Places the label right, left, above or below its dot, where it overlaps nothing. Without such a place there is no label; the link
    /// has the name.
    /// </summary>
    private MapLabel? LabelFor(string city, double x, double y)
    {
        var width = city.Length * LetterWidth * scale;
        MapLabel[] places =
        [
            new(city, x + (10 * scale), y + (4 * scale), "start"), new(city, x - (10 * scale), y + (4 * scale), "end"),
            new(city, x, y - (11 * scale), "middle"), new(city, x, y + (19 * scale), "middle"),
        ];
        foreach (var label in places)
        {
            var left = label.Anchor switch { "start" => label.X, "end" => label.X - width, _ => label.X - (width / 2) };
            var box = new Box(left, label.Y - (LineHeight * scale * 0.75), left + width, label.Y + (LineHeight * scale * 0.25));
            if (box is { Left: > 2, Right: < 718, Top: > 2 } && !taken.Exists(box.Overlaps))
            {
                taken.Add(box);
                return label with { X = Math.Round(label.X, 1), Y = Math.Round(label.Y, 1) };
            }
        }

        return null;
    }

    private sealed record Box(double Left, double Top, double Right, double Bottom)
    {
        public bool Overlaps(Box other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
    }
}

internal sealed record MapDot(CiteLine Cite, double X, double Y, MapLabel? Label);

/// <param name="Anchor">SVG <c>text-anchor</c>.</param>
internal sealed record MapLabel(string Text, double X, double Y, string Anchor);
