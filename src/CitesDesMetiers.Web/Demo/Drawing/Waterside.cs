using SkiaSharp;
using static CitesDesMetiers.Web.Demo.Drawing.Palette;

namespace CitesDesMetiers.Web.Demo.Drawing;

/// <summary>Landscapes by a river or the sea.</summary>
internal static class Waterside
{
    public static void Bridge(Poster p)
    {
        var (sky, water, tower, sun) = p.Choose((Cream, Petrol, Ochre, Amber), (Amber, Night, Ink, Cream));
        p.Ground(sky);
        p.Disc(420, 320, 150, sun);
        Skyline(p);
        p.Rect(0, 660, Poster.Width, 340, water);
        for (var i = 0; i < 60; i++)
        {
            var (x, y, w) = (p.Next(1600), 690 + p.Next(300), 40 + p.Next(150));
            p.Line(x, y, x + w, y, 5, i % 5 == 0 ? Amber : Sea.WithAlpha(130));
        }

        p.Rect(330, 690, 150, 8, sun);
        p.Rect(360, 720, 130, 8, sun);
        p.Rect(340, 752, 100, 8, sun);
        p.Stroke($"M-40 420 Q180 560 400 180 Q800 900 1200 180 Q1420 560 1640 420", 10, tower);
        for (var x = 20; x < 1600; x += 40)
        {
            p.Line(x, CableAt(x), x, 610, 3, tower);
        }

        p.Rect(0, 600, Poster.Width, 30, tower);
        p.Rect(0, 630, Poster.Width, 10, Ink);
        Tower(p, 400, tower);
        Tower(p, 1200, tower);
        p.Rect(690, 566, 110, 34, Petrol, 8);
        p.Rect(704, 572, 24, 14, Cream);
        p.Rect(736, 572, 24, 14, Cream);
        p.Disc(714, 600, 10, Ink);
        p.Disc(776, 600, 10, Ink);
    }

    public static void Lighthouse(Poster p)
    {
        var (sky, sea, beam) = p.Choose((Night, Petrol, Amber), (Petrol, Night, Cream), (Sea, Petrol, Cream));
        p.Ground(sky);
        p.Shape($"M1140 250 L-40 40 V420 Z", beam.WithAlpha(200));
        p.Shape($"M1140 250 L1640 190 V330 Z", beam.WithAlpha(110));
        for (var i = 0; i < 34; i++)
        {
            p.Disc(p.Next(1600), p.Next(560), 2 + p.Next(4), Cream.WithAlpha(170));
        }

        p.Rect(0, 660, Poster.Width, 340, sea);
        for (var i = 0; i < 6; i++)
        {
            var y = 690 + i * 54;
            p.Stroke($"M{-60 - i * 30} {y} q50 -26 100 0 t100 0 t100 0 t100 0 t100 0 t100 0 t100 0 t100 0 t100 0 t100 0 t100 0 t100 0 t100 0 t100 0 t100 0 t100 0 t100 0 t100 0", 7, i % 2 == 0 ? Sea : Mist.WithAlpha(150));
        }

        p.Shape($"M780 1000 L860 820 L930 800 L980 690 L1080 650 L1270 660 L1360 760 L1480 780 L1600 900 V1000 Z", Rust);
        p.Hatch($"M1180 655 L1270 660 L1360 760 L1480 780 L1600 900 V1000 H1150 Z", 16, 62, 4, Ink);
        p.Shape($"M1076 660 L1098 330 H1182 L1204 660 Z", Paper);
        p.Inside($"M1076 660 L1098 330 H1182 L1204 660 Z", () =>
        {
            for (var i = 0; i < 3; i++)
            {
                p.Rect(1060, 372 + i * 116, 160, 58, Ochre);
            }

            p.Rect(1158, 300, 60, 400, Ink.WithAlpha(46));
        });
        p.Rect(1076, 316, 128, 18, Ink);
        p.Rect(1102, 216, 76, 100, Amber);
        p.Stroke($"M1102 216 V316 M1140 216 V316 M1178 216 V316", 6, Ink);
        p.Shape($"M1086 218 Q1140 130 1194 218 Z", Ochre);
        p.Line(1140, 166, 1140, 130, 6, Ink);
        Boat(p, 420, 770);
    }

    public static void Harbour(Poster p)
    {
        var (sky, water) = p.Choose((Sand, Petrol), (Mist, Night), (Amber, Petrol));
        p.Ground(sky);
        p.Disc(1330, 260, 130, p.Choose(Ochre, Amber, Cream));
        p.Shape($"M0 560 L200 430 L360 500 L560 360 L800 520 L980 450 L1200 540 L1400 470 L1600 550 V700 H0 Z", p.Choose(Amber, Sea, Ochre));
        p.Rect(0, 690, Poster.Width, 310, water);
        Crane(p, 170, Ochre);
        Crane(p, 470, Rust);
        p.Rect(0, 680, 700, 60, Ink);
        Ship(p);
        for (var i = 0; i < 46; i++)
        {
            var (x, y, w) = (p.Next(1600), 800 + p.Next(190), 50 + p.Next(160));
            p.Line(x, y, x + w, y, 6, i % 4 == 0 ? Ochre : Sea.WithAlpha(140));
        }
    }

    public static void Island(Poster p)
    {
        var (sky, ocean) = p.Choose((Amber, Petrol), (Mist, Sea), (Cream, Petrol));
        p.Ground(sky);
        p.Disc(470, 400, 190, p.Choose(Cream, Amber, Ochre));
        p.Shape($"M330 640 L640 350 L760 430 L900 210 Q950 240 1000 208 L1180 470 L1250 430 L1470 640 Z", Night);
        p.Shape($"M900 210 Q950 240 1000 208 L1180 470 L1250 430 L1470 640 H1010 L1050 480 L960 400 Z", Petrol);
        p.Hatch($"M1000 208 L1180 470 L1250 430 L1470 640 H1240 L1120 480 Z", 15, 60, 3, Night);
        p.Shape($"M912 216 Q950 238 990 214 L1010 250 L986 330 L960 270 L940 350 L918 262 Z", Ochre);
        p.Disc(960, 150, 44, Paper);
        p.Disc(1010, 110, 58, Paper);
        p.Disc(1084, 84, 44, Paper);
        p.Rect(0, 630, Poster.Width, 370, ocean);
        for (var i = 0; i < 44; i++)
        {
            var (x, y, w) = (p.Next(1600), 660 + p.Next(330), 50 + p.Next(170));
            p.Line(x, y, x + w, y, 5, i % 6 == 0 ? Amber : Mist.WithAlpha(110));
        }

        p.Shape($"M640 770 h230 q-20 56 -70 56 h-110 q-40 -10 -50 -56 Z", Rust);
        p.Line(750, 770, 750, 540, 9, Ink);
        p.Shape($"M762 552 Q900 640 866 752 H762 Z", Paper);
        p.Shape($"M738 590 Q650 660 664 752 H738 Z", Ochre);
        p.Shape($"M1060 1000 Q1200 820 1600 800 V1000 Z", Ink);
        Palm(p, 1330, 880, 300, -6);
        Palm(p, 1450, 860, 220, 10);
    }

    private static void Skyline(Poster p)
    {
        for (var x = 0; x < 1600;)
        {
            var (width, height) = (70 + p.Next(80), 110 + p.Next(260));
            var colour = new[] { Sea, Mist, Sand, Sea }[p.Next(4)];
            p.Rect(x, 660 - height, width, height, colour);
            p.Hatch($"M{x + width * 2 / 3} {660 - height} h{width / 3} v{height} h{-width / 3} Z", 11, 90, 2, Petrol.WithAlpha(90));
            for (var row = 0; row < height / 44 - 1; row++)
            {
                for (var column = 0; column < width / 40; column++)
                {
                    p.Rect(x + 14 + column * 30, 680 - height + row * 44, 14, 22, p.Next(3) == 0 ? Ochre : Petrol.WithAlpha(150));
                }
            }

            x += width + 6;
        }
    }

    private static float CableAt(float x)
    {
        var t = x < 400 ? (400 - x) / 440 : x > 1200 ? (x - 1200) / 440 : 0;
        if (t > 0)
        {
            return (1 - t) * (1 - t) * 180 + 2 * t * (1 - t) * 560 + t * t * 420;
        }

        var middle = (x - 400) / 800;
        return (1 - middle) * (1 - middle) * 180 + 2 * middle * (1 - middle) * 900 + middle * middle * 180;
    }

    private static void Tower(Poster p, float x, SKColor colour)
    {
        p.Rect(x - 46, 150, 26, 640, colour);
        p.Rect(x + 20, 150, 26, 640, colour);
        p.Rect(x - 46, 150, 92, 24, colour);
        p.Rect(x - 46, 330, 92, 20, colour);
        p.Rect(x - 46, 480, 92, 20, colour);
        p.Rect(x - 80, 770, 160, 50, Ink, 10);
    }

    private static void Boat(Poster p, float x, float y)
    {
        p.Shape($"M{x - 110} {y} h220 l-40 48 h-140 Z", Ochre);
        p.Line(x, y, x, y - 170, 7, Cream);
        p.Shape($"M{x + 8} {y - 166} L{x + 96} {y - 16} H{x + 8} Z", Paper);
        p.Shape($"M{x - 8} {y - 130} L{x - 70} {y - 16} H{x - 8} Z", Mist);
    }

    private static void Crane(Poster p, float x, SKColor colour)
    {
        p.Stroke($"M{x} 690 L{x + 40} 250 M{x + 180} 690 L{x + 140} 250 M{x + 16} 540 H{x + 164} M{x + 28} 400 H{x + 152} M{x + 16} 540 L{x + 150} 400 M{x + 4} 660 L{x + 164} 540", 15, colour);
        p.Rect(x - 60, 236, 520, 24, colour);
        p.Stroke($"M{x + 90} 240 V120 L{x + 450} 240 M{x + 90} 120 L{x - 50} 240", 9, colour);
        p.Rect(x + 60, 262, 70, 60, Ink);
        p.Line(x + 380, 260, x + 380, 400, 5, Ink);
        p.Rect(x + 330, 400, 100, 50, Petrol);
    }

    private static void Ship(Poster p)
    {
        SKColor[] boxes = [Ochre, Sea, Cream, Amber, Rust, Mist];
        for (var row = 0; row < 3; row++)
        {
            for (var column = 0; column < 6 - row; column++)
            {
                var (x, y) = (790 + column * 92, 594 - row * 56);
                p.Rect(x, y, 88, 52, boxes[(row * 2 + column) % boxes.Length]);
                p.Stroke($"M{x + 22} {y + 8} v36 M{x + 44} {y + 8} v36 M{x + 66} {y + 8} v36", 3, Ink.WithAlpha(80));
            }
        }

        p.Rect(1370, 450, 120, 200, Paper);
        p.Rect(1370, 480, 120, 26, Petrol);
        p.Rect(1400, 390, 40, 60, Ochre);
        p.Shape($"M730 646 H1540 L1490 800 H800 Z", Ink);
        p.Shape($"M775 740 H1510 L1490 800 H800 Z", Ochre);
    }

    private static void Palm(Poster p, float x, float y, float height, float lean)
    {
        p.Stroke($"M{x} {y} Q{x + lean} {y - height / 2} {x + lean * 4} {y - height}", 20, Rust);
        for (var i = 0; i < 7; i++)
        {
            p.At(x + lean * 4, y - height, () => p.Shape($"M0 0 Q60 -60 150 20 Q70 -16 0 0 Z", i % 2 == 0 ? Night : Petrol), -200 + i * 36);
        }
    }
}
