using static CitesDesMetiers.Web.Demo.Drawing.Palette;

namespace CitesDesMetiers.Web.Demo.Drawing;

/// <summary>The objects on the shelf; each stands on the point it is given.</summary>
internal static class StillLife
{
    public static void HardHat(Poster p, float x, float y) => p.At(x, y, () =>
    {
        p.Shape($"M-190 -40 A190 200 0 0 1 190 -40 Z", Amber);
        p.Hatch($"M70 -222 A190 200 0 0 1 190 -40 H100 Z", 12, 90, 3, Ochre);
        p.Shape($"M-34 -250 Q0 -262 34 -250 L48 -40 H-48 Z", Cream);
        p.Rect(-226, -46, 452, 46, Ochre, 20);
    });

    public static void ChefHat(Poster p, float x, float y) => p.At(x, y, () =>
    {
        p.Disc(-96, -230, 92, Paper);
        p.Disc(96, -230, 92, Paper);
        p.Disc(0, -282, 104, Paper);
        p.Shape($"M-130 -210 H130 L112 0 H-112 Z", Paper);
        p.Hatch($"M40 -210 H130 L112 0 H40 Z", 13, 90, 3, Sand);
        p.Rect(-114, -62, 228, 62, Sea);
        p.Stroke($"M-50 -90 V-200 M10 -90 V-220 M64 -90 V-200", 6, Sand);
    });

    public static void Brushes(Poster p, float x, float y) => p.At(x, y, () =>
    {
        foreach (var (turn, colour, tip) in new[] { (-20, Rust, Amber), (2, Ochre, Night), (23, Amber, Rust) })
        {
            p.At(0, -150, () =>
            {
                p.Rect(-11, -160, 22, 240, colour, 10);
                p.Rect(-18, -200, 36, 54, Mist, 3);
                p.Shape($"M-20 -200 Q-30 -260 0 -300 Q30 -260 20 -200 Z", tip);
            }, turn);
        }

        p.Shape($"M-110 -170 H110 L96 0 H-96 Z", Cream);
        p.Hatch($"M30 -170 H110 L96 0 H30 Z", 13, 90, 3, Sand);
        p.Rect(-106, -112, 211, 34, Ochre);
    });

    public static void Can(Poster p, float x, float y) => p.At(x, y, () =>
    {
        p.Stroke($"M104 -190 Q220 -180 196 -60 Q186 -20 104 -24", 24, Night);
        p.Stroke($"M-84 -190 Q-80 -270 10 -270 Q100 -270 90 -190", 20, Night);
        p.Shape($"M-100 -90 L-230 -230 L-206 -252 L-96 -160 Z", Sea);
        p.Shape($"M-270 -226 L-196 -284 L-180 -262 L-250 -208 Z", Amber);
        p.Shape($"M-100 -200 H110 L120 0 H-110 Z", Sea);
        p.Hatch($"M40 -200 H110 L120 0 H40 Z", 13, 90, 3, Night);
        p.Stroke($"M-104 -150 H112", 8, Night);
    });

    public static void Stethoscope(Poster p, float x, float y) => p.At(x, y, () =>
    {
        p.Stroke($"M-130 -290 Q-150 -130 -40 -120 Q70 -130 50 -290", 18, Ochre);
        p.Stroke($"M-130 -290 l-14 -20 M50 -290 l14 -20", 22, Mist);
        p.Stroke($"M-40 -120 V-70 Q-40 -16 20 -16 H70 Q130 -16 128 -76 V-120", 18, Ochre);
        p.Disc(128, -150, 44, Mist);
        p.Disc(128, -150, 26, Petrol);
    });

    public static void Books(Poster p, float x, float y) => p.At(x, y, () =>
    {
        foreach (var (dx, width, height, colour) in new[] { (0, 62, 280, Ochre), (66, 44, 240, Cream), (114, 70, 300, Night), (188, 40, 220, Amber) })
        {
            p.Rect(dx, -height, width, height, colour, 3);
            p.Rect(dx, -height + 40, width, 10, Ink.WithAlpha(90));
            p.Rect(dx, -60, width, 10, Ink.WithAlpha(90));
        }

        p.At(232, 0, () =>
        {
            p.Rect(0, -270, 54, 270, Sea, 3);
            p.Rect(0, -226, 54, 10, Night);
        }, 12);
    });
}
