using static CitesDesMetiers.Web.Demo.Drawing.Palette;

namespace CitesDesMetiers.Web.Demo.Drawing;

/// <summary>Scenes inside a Cité.</summary>
internal static class Indoors
{
    public static void Workbench(Poster p)
    {
        var (wall, bench) = p.Choose((Petrol, Ochre), (Ochre, Night));
        p.Ground(wall);
        p.Shape($"M800 150 L1330 760 H270 Z", Cream.WithAlpha(46));
        p.Rect(240, 210, 1120, 430, Sand, 10);
        p.Dots($"M240 210 h1120 v430 h-1120 Z", 34, 3.5f, Rust.WithAlpha(110));
        Lamp(p);
        Saw(p);
        Hammer(p);
        Square(p);
        Screwdrivers(p);
        Bench(p, bench);
    }

    public static void Interview(Poster p)
    {
        var (wall, floor, left, right) = p.Choose((Cream, Sand, Petrol, Ochre), (Mist, Sea, Ochre, Night));
        p.Ground(wall);
        p.Rect(0, 780, Poster.Width, 220, floor);
        p.Rect(560, 90, 480, 420, Petrol);
        p.Inside($"M560 90 h480 v420 h-480 Z", () =>
        {
            p.Disc(890, 230, 72, Amber);
            p.Shape($"M560 430 Q680 330 800 410 T1040 370 V510 H560 Z", Sea);
            p.Shape($"M560 480 Q700 410 840 470 T1040 450 V510 H560 Z", Night);
        });
        p.Rect(792, 90, 16, 420, wall);
        p.Rect(530, 506, 540, 22, Ink);
        Plant(p, 1400, 800);
        Bookcase(p);
        p.Rect(360, 640, 30, 210, Ink);
        p.Rect(330, 655, 220, 26, Ink, 8);
        p.Rect(320, 420, 26, 260, Ink, 10);
        p.Rect(1210, 640, 30, 210, Ink);
        p.Rect(1050, 655, 220, 26, Ink, 8);
        p.Rect(1254, 420, 26, 260, Ink, 10);
        p.Seated(430, 650, 1.4f, left, Night, Ink, 0);
        p.Seated(1170, 650, 1.4f, right, Ink, Rust, 2, mirrored: true);
        p.Rect(780, 640, 40, 216, Ink);
        p.Oval(800, 860, 130, 18, Ink);
        p.Oval(800, 632, 250, 34, Rust);
        p.Oval(800, 622, 250, 34, Paper);
        p.Shape($"M730 618 l96 -18 l34 18 l-100 18 Z", Amber);
        p.Rect(900, 578, 42, 40, Petrol, 6);
        p.Arc(944, 596, 13, -90, 180, 7, Petrol);
    }

    public static void RoundTable(Poster p)
    {
        var (ground, table) = p.Choose((Petrol, Cream), (Sand, Paper), (Night, Sand));
        p.Ground(ground);
        p.Hatch($"M0 0 H1600 V1000 H0 Z", 46, 0, 2, Ink.WithAlpha(36));
        p.Disc(816, 520, 350, Ink.WithAlpha(60));
        SkiaSharp.SKColor[] coats = [Ochre, Amber, Sea, Rust, Paper, Ink];
        for (var i = 0; i < 6; i++)
        {
            var angle = Math.PI * 2 * i / 6 + 0.52;
            var x = 800 + (float)(Math.Sin(angle) * 408);
            var y = 500 - (float)(Math.Cos(angle) * 408);
            p.FromAbove(x, y, (float)(angle * 180 / Math.PI), coats[i], i % 2 == 0 ? Ink : Rust, i, 1.16f);
        }

        p.Disc(800, 500, 332, Rust);
        p.Disc(800, 500, 321, table);
        p.Disc(800, 500, 96, Amber);
        p.Slice(800, 500, 96, -90, 120, Ochre);
        p.Slice(800, 500, 96, 30, 70, Petrol);
        for (var i = 0; i < 6; i++)
        {
            var angle = 30 + i * 60;
            p.At(800, 500, () => Place(p, i), angle, 1.15f);
        }
    }

    private static void Place(Poster p, int i)
    {
        p.At(0, -212, () =>
        {
            p.Rect(-44, -34, 88, 68, i % 2 == 0 ? Mist : Paper);
            p.Line(-30, -16, 30, -16, 4, Sea);
            p.Line(-30, 0, 20, 0, 4, Sea);
            p.Line(-30, 16, 26, 16, 4, Sea);
        }, i * 7 - 18);
        p.At(78, -196, () =>
        {
            p.Disc(0, 0, 25, Petrol);
            p.Disc(0, 0, 17, Rust);
        });
        p.Line(-84, -220, -70, -160, 9, Ochre);
    }

    private static void Lamp(Poster p)
    {
        p.Line(800, 0, 800, 70, 8, Ink);
        p.Shape($"M660 170 Q670 70 800 66 Q930 70 940 170 Z", Amber);
        p.Hatch($"M840 70 Q930 80 940 170 H860 Z", 10, 90, 3, Rust);
        p.Slice(800, 170, 44, 0, 180, Paper);
    }

    private static void Saw(Poster p) => p.At(330, 300, () =>
    {
        p.Line(150, -22, 150, -44, 8, Ink);
        p.Shape($"M0 -20 L330 20 V86 L0 92 Z", Mist);
        p.Stroke($"M330 86 l-22 14 l-22 -14 l-22 14 l-22 -14 l-22 14 l-22 -14 l-22 14 l-22 -14 l-22 14 l-22 -14 l-22 14 l-22 -14 l-22 14 l-22 -12", 8, Mist);
        p.Shape($"M12 -34 H-66 Q-96 -30 -90 10 L-76 96 Q-72 118 -44 114 L12 104 Z M-14 0 V74 L-44 78 Q-50 60 -54 10 Q-50 -2 -14 0 Z", Ochre);
        p.Stroke($"M40 6 L300 40", 3, Sea);
    });

    private static void Hammer(Poster p) => p.At(740, 300, () =>
    {
        p.Rect(-18, 10, 36, 290, Rust, 14);
        p.Rect(-6, 60, 6, 200, Ochre, 3);
        p.Shape($"M-100 -30 Q-60 -54 -30 -44 H86 V44 H-22 Q-40 -4 -100 -30 Z", Ink);
        p.Rect(66, -52, 44, 104, Ink, 6);
        p.Rect(-14, -20, 10, 44, Petrol);
    });

    private static void Square(Poster p) => p.At(900, 290, () =>
    {
        p.Shape($"M0 0 H46 V250 H230 V296 H0 Z", Petrol);
        for (var i = 0; i < 9; i++)
        {
            p.Line(46, 24 + i * 26, i % 2 == 0 ? 22 : 32, 24 + i * 26, 4, Paper);
            p.Line(64 + i * 19, 250, 64 + i * 19, i % 2 == 0 ? 274 : 264, 4, Paper);
        }
    });

    private static void Screwdrivers(Poster p)
    {
        foreach (var (x, colour) in new[] { (1160f, Ochre), (1220f, Night), (1280f, Amber) })
        {
            p.Rect(x - 20, 270, 40, 130, colour, 16);
            p.Line(x - 7, 290, x - 7, 380, 4, Paper.WithAlpha(150));
            p.Rect(x - 6, 396, 12, 170, Ink, 3);
            p.Shape($"M{x - 12} 560 h24 l-6 26 h-12 Z", Ink);
        }
    }

    private static void Bench(Poster p, SkiaSharp.SKColor bench)
    {
        p.Rect(250, 820, 90, 180, Ink);
        p.Rect(1260, 820, 90, 180, Ink);
        p.Rect(340, 900, 920, 40, Rust);
        p.Rect(120, 760, 1360, 76, bench, 8);
        p.Stroke($"M150 786 H700 M760 786 H1440 M150 810 H980 M1040 810 H1440", 4, Ink.WithAlpha(90));
        p.Rect(420, 700, 620, 44, Amber, 4);
        p.Stroke($"M440 714 H620 M660 714 H900 M520 730 H1010", 3, Rust);
        p.Shape($"M1000 760 V672 h70 v40 h34 v-40 h60 v88 Z", Ink);
        p.Rect(1164, 704, 90, 18, Mist, 8);
        p.Line(1250, 672, 1250, 752, 14, Mist);
        p.Stroke($"M300 756 q30 -40 62 -6 q18 18 -6 22 q-22 -4 -8 -22", 8, Amber);
        p.Stroke($"M220 756 q18 -26 40 -4", 7, Amber);
    }

    private static void Plant(Poster p, float x, float y)
    {
        p.Shape($"M{x - 62} {y - 90} h124 l-20 130 h-84 Z", Ochre);
        p.Hatch($"M{x + 12} {y - 90} h50 l-20 130 h-30 Z", 10, 90, 3, Rust);
        foreach (var (dx, dy, turn) in new[] { (0, -260, 0), (-70, -210, -38), (70, -210, 38), (-100, -130, -72), (100, -130, 72) })
        {
            p.Line(x, y - 90, x + dx * 0.7f, y + dy * 0.8f, 7, Night);
            p.At(x + dx, y + dy, () => p.Shape($"M0 -74 Q46 -10 0 74 Q-46 -10 0 -74 Z", Petrol), turn);
        }
    }

    private static void Bookcase(Poster p)
    {
        p.Rect(90, 180, 190, 620, Rust);
        for (var shelf = 0; shelf < 4; shelf++)
        {
            p.Rect(104, 196 + shelf * 150, 162, 134, Ink);
            for (var x = 110; x < 245;)
            {
                var width = 14 + p.Next(14);
                var height = 84 + p.Next(38);
                p.Rect(x, 330 + shelf * 150 - height, width, height, new[] { Sand, Amber, Sea, Ochre, Mist }[p.Next(5)]);
                x += width + 3;
            }
        }
    }
}
