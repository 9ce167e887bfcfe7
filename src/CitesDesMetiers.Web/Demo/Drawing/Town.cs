using SkiaSharp;
using static CitesDesMetiers.Web.Demo.Drawing.Palette;

namespace CitesDesMetiers.Web.Demo.Drawing;

/// <summary>Scenes where people meet.</summary>
internal static class Town
{
    public static void Forum(Poster p)
    {
        var (wall, floor) = p.Choose((Cream, Sand), (Petrol, Night), (Mist, Sea));
        p.Ground(wall);
        for (var i = 0; i < 9; i++)
        {
            p.Line(i * 200, 0, i * 200, 70 + i % 2 * 30, 4, Ink);
            p.Slice(i * 200, 70 + i % 2 * 30, 46, 180, 180, i % 2 == 0 ? Ochre : Amber);
        }

        p.Rect(0, 790, Poster.Width, 210, floor);
        p.Hatch($"M0 790 H1600 V1000 H0 Z", 30, 0, 2, Ink.WithAlpha(50));
        Stand(p, 110, Petrol, Sea);
        Stand(p, 590, Ochre, Amber);
        Stand(p, 1070, Night, Sea);
        p.Standing(210, 960, 1.15f, Ochre, Ink, Ink, 1);
        p.Standing(345, 975, 1.15f, Amber, Night, Rust, 0, mirrored: true);
        p.Standing(650, 950, 1.1f, Night, Ink, Ink, 2);
        p.Standing(900, 985, 1.2f, Petrol, Ink, Ink, 3, mirrored: true);
        p.Standing(1020, 965, .8f, Rust, Night, Ink, 1, mirrored: true);
        p.Standing(1230, 960, 1.15f, Paper, Rust, Ink, 5);
        p.Standing(1410, 975, 1.2f, Ochre, Ink, Rust, 4, mirrored: true);
    }

    public static void Windows(Poster p)
    {
        var (front, roof) = p.Choose((Petrol, Night), (Rust, Ink), (Night, Ink));
        p.Ground(p.Choose(Amber, Sea, Ochre));
        p.Disc(1440, 120, 70, Cream);
        p.Rect(130, 150, 1340, 850, front);
        p.Hatch($"M1300 150 h170 v850 h-170 Z", 13, 90, 3, Ink.WithAlpha(110));
        p.Rect(100, 120, 1400, 44, roof);
        p.Rect(280, 40, 70, 90, roof);
        p.Rect(1130, 30, 90, 100, roof);
        for (var row = 0; row < 2; row++)
        {
            for (var column = 0; column < 4; column++)
            {
                Window(p, 215 + column * 310, 220 + row * 300, row * 5 + column);
            }
        }

        p.Rect(130, 800, 1340, 24, roof);
        p.Rect(700, 850, 200, 150, Cream);
        p.Rect(796, 850, 8, 150, roof);
        p.Rect(230, 860, 330, 110, Amber.WithAlpha(210));
        p.Rect(1040, 860, 330, 110, Amber.WithAlpha(210));
        p.Stroke($"M395 860 V970 M1205 860 V970", 8, roof);
        p.Standing(620, 1000, .55f, Ochre, Ink, Ink, 0);
        p.Standing(980, 1000, .55f, Mist, Ink, Rust, 2, mirrored: true);
    }

    public static void Van(Poster p)
    {
        var (sky, square) = p.Choose((Mist, Sand), (Amber, Cream), (Cream, Amber));
        p.Ground(sky);
        p.Disc(1370, 230, 110, p.Choose(Amber, Paper, Ochre));
        Village(p);
        p.Rect(0, 740, Poster.Width, 260, square);
        p.Dots($"M0 780 H1600 V1000 H0 Z", 54, 5, Ochre.WithAlpha(100));
        PlaneTree(p, 180);
        PlaneTree(p, 1460);
        p.Oval(800, 905, 560, 34, Ink.WithAlpha(60));
        p.Shape($"M330 880 V470 Q330 430 370 430 H1020 Q1060 430 1084 470 L1170 640 Q1250 660 1262 730 V880 Z", Petrol);
        p.Rect(330, 760, 932, 34, Ochre);
        p.Shape($"M1020 476 H1046 L1120 636 H1020 Z", Mist);
        p.Rect(430, 520, 480, 190, Night);
        p.Standing(560, 836, .85f, Amber, Ink, Ink, 1);
        p.Standing(760, 836, .85f, Cream, Ink, Rust, 2, mirrored: true);
        p.Rect(410, 700, 520, 26, Cream);
        p.Shape($"M330 794 H940 V880 H330 Z", Petrol);
        p.Rect(330, 760, 932, 34, Ochre);
        p.Rect(410, 726, 520, 34, Petrol);
        for (var i = 0; i < 8; i++)
        {
            p.Shape($"M{420 + i * 62.5f} 500 h62.5 l-6 62 q-28 26 -56 0 Z", i % 2 == 0 ? Ochre : Paper);
        }

        foreach (var x in new[] { 510, 1080 })
        {
            p.Disc(x, 880, 78, Ink);
            p.Disc(x, 880, 36, Mist);
        }

        p.Disc(1240, 770, 20, Amber);
        p.Standing(330, 960, 1.05f, Rust, Ink, Ink, 3);
        p.Standing(1350, 970, 1.1f, Ochre, Night, Ink, 5, mirrored: true);
    }

    public static void Stairs(Poster p)
    {
        var (ground, steps, light) = p.Choose((Petrol, Night, Amber), (Ochre, Rust, Cream), (Sea, Petrol, Cream));
        p.Ground(ground);
        p.Shape($"M1180 60 h280 v330 L220 1000 H-400 L1180 390 Z", light.WithAlpha(60));
        p.Rect(1150, 50, 340, 350, Ink);
        p.Rect(1180, 80, 280, 320, light);
        p.Disc(1320, 250, 70, Paper);
        p.Shape($"M1180 80 L1060 40 V440 L1180 400 Z", Rust);
        p.Disc(1080, 250, 10, Amber);
        for (var i = 0; i < 8; i++)
        {
            var (x, y) = (1120 - i * 140, 400 + i * 76);
            p.Rect(x, y, 1600 - x, 80, i % 2 == 0 ? steps : ground);
            p.Rect(x, y, 1600 - x, 12, i == 0 ? light : Mist.WithAlpha(150));
            p.Hatch($"M{x + 120} {y + 12} H1600 v68 H{x + 120} Z", 16, 60, 2, Ink.WithAlpha(70));
        }

        p.Standing(770, 628, 1.15f, Cream, Ink, Ink, 1);
        p.Rect(806, 480, 62, 90, Rust, 14);
        p.Standing(350, 856, .95f, Ochre, Ink, Rust, 2);
        for (var i = 0; i < 5; i++)
        {
            p.At(180 + i * 150, 120 + i % 2 * 90, () => p.Shape($"M0 -34 L10 -10 L34 0 L10 10 L0 34 L-10 10 L-34 0 L-10 -10 Z", light), scale: .5f + i % 3 * .2f);
        }
    }

    private static void Stand(Poster p, float x, SKColor dark, SKColor light)
    {
        p.Rect(x, 360, 24, 430, Ink);
        p.Rect(x + 396, 360, 24, 430, Ink);
        p.Rect(x + 24, 400, 372, 240, Paper);
        p.Rect(x + 60, 430, 120, 150, light);
        p.Disc(x + 120, 490, 34, dark);
        p.Rect(x + 210, 440, 150, 16, dark, 8);
        p.Rect(x + 210, 474, 110, 12, Sand, 6);
        p.Rect(x + 210, 498, 140, 12, Sand, 6);
        p.Rect(x + 210, 522, 90, 12, Sand, 6);
        p.Standing(x + 210, 800, .8f, dark == Ochre ? Petrol : Amber, Ink, Ink, (int)x);
        p.Rect(x - 10, 650, 440, 150, dark);
        p.Rect(x - 10, 650, 440, 18, light);
        p.Hatch($"M{x + 300} 668 h130 v132 h-130 Z", 14, 90, 3, Ink.WithAlpha(90));
        for (var i = 0; i < 7; i++)
        {
            p.Shape($"M{x - 28 + i * 68} 280 h68 v84 q-34 40 -68 0 Z", i % 2 == 0 ? dark : Paper);
        }

        p.Rect(x - 28, 262, 476, 24, Ink, 6);
    }

    private static void Window(Poster p, float x, float y, int what)
    {
        p.Rect(x - 14, y - 14, 248, 258, Ink);
        p.Inside($"M{x} {y} h220 v230 h-220 Z", () =>
        {
            p.Rect(x, y, 220, 230, what % 3 == 1 ? Cream : Amber);
            Room(p, x, y, what);
        });
        p.Rect(x - 30, y + 236, 280, 20, Mist);
    }

    private static void Room(Poster p, float x, float y, int what)
    {
        switch (what % 4)
        {
            case 0:
                p.Standing(x + 76, y + 260, .72f, what > 4 ? Petrol : Ochre, Ink, Ink, what);
                p.Rect(x + 130, y + 30, 76, 100, Petrol);
                p.Stroke($"M{x + 144} {y + 60} h46 M{x + 144} {y + 84} h34", 6, Paper);
                break;
            case 1:
                p.Line(x + 110, y, x + 110, y + 30, 4, Ink);
                p.Slice(x + 110, y + 70, 44, 180, 180, Ochre);
                p.Standing(x + 60, y + 290, .75f, Petrol, Ink, Rust, 2);
                p.Standing(x + 164, y + 290, .75f, Rust, Ink, Ink, 1, mirrored: true);
                p.Rect(x, y + 184, 220, 60, Sand);
                break;
            case 2:
                p.Rect(x + 96, y + 90, 110, 84, Ink, 6);
                p.Rect(x + 104, y + 98, 94, 66, Sea);
                p.Standing(x + 54, y + 280, .75f, what > 4 ? Ochre : Night, Ink, Rust, what + 1);
                p.Rect(x, y + 182, 220, 60, Rust);
                break;
            default:
                for (var i = 0; i < 6; i++)
                {
                    p.Rect(x + 16 + i * 32, y + 34, 24, 60 - i % 3 * 8, new[] { Petrol, Ochre, Rust }[i % 3]);
                }

                p.Rect(x, y + 94, 220, 10, Ink);
                p.Standing(x + 130, y + 270, .72f, Sea, Ink, Rust, 5);
                break;
        }
    }

    private static void Village(Poster p)
    {
        p.Rect(700, 260, 110, 480, Paper);
        p.Shape($"M690 270 L755 90 L820 270 Z", Petrol);
        p.Disc(755, 350, 34, Ink);
        p.Stroke($"M755 350 V328 M755 350 L770 358", 5, Cream);
        foreach (var (x, width, height, wall, roof) in new[]
        {
            (20, 220, 260, Cream, Ochre), (250, 190, 330, Sand, Rust), (450, 240, 280, Paper, Ochre),
            (820, 230, 300, Cream, Rust), (1060, 200, 250, Sand, Ochre), (1270, 300, 310, Paper, Rust),
        })
        {
            p.Rect(x, 740 - height, width, height, wall);
            p.Hatch($"M{x + width * 3 / 4} {740 - height} h{width / 4} v{height} h{-width / 4} Z", 12, 90, 2, Ochre.WithAlpha(110));
            p.Shape($"M{x - 16} {744 - height} L{x + width / 2} {660 - height} L{x + width + 16} {744 - height} Z", roof);
            for (var i = 0; i < width / 80; i++)
            {
                p.Rect(x + 28 + i * 74, 784 - height, 36, 54, Petrol);
            }
        }
    }

    private static void PlaneTree(Poster p, float x)
    {
        p.Rect(x - 18, 520, 36, 340, Rust);
        p.Disc(x, 430, 150, Night);
        p.Disc(x - 80, 500, 90, Night);
        p.Disc(x + 80, 500, 90, Night);
        p.Dots($"M{x - 150} 430 a150 150 0 0 1 300 0 a90 90 0 0 1 -60 150 h-180 a90 90 0 0 1 -60 -150 Z", 46, 6, Sea.WithAlpha(170));
    }
}
