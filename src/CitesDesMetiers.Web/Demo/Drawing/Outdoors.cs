using SkiaSharp;
using static CitesDesMetiers.Web.Demo.Drawing.Palette;

namespace CitesDesMetiers.Web.Demo.Drawing;

/// <summary>Landscapes of the countries the network lives in.</summary>
internal static class Outdoors
{
    public static void Train(Poster p)
    {
        var (sky, sun, far, near) = p.Choose((Cream, Ochre, Mist, Sea), (Night, Amber, Petrol, Ink), (Sand, Rust, Amber, Ochre));
        p.Ground(sky);
        p.Disc(1120, 290, 220, sun);
        p.Shape($"M0 620 Q240 380 520 560 T1040 520 T1600 480 V1000 H0 Z", far);
        p.Hatch($"M0 620 Q240 380 520 560 T1040 520 T1600 480 V1000 H0 Z", 26, 28, 2, near.WithAlpha(130));
        p.Shape($"M0 820 Q300 690 700 800 T1600 730 V1000 H0 Z", near);
        p.Rect(0, 560, Poster.Width, 60, Rust);
        p.Rect(0, 548, Poster.Width, 16, Ink);
        for (var i = -1; i < 7; i++)
        {
            var x = i * 250 + 60;
            p.Shape($"M{x} 612 H{x + 250} V1000 H{x + 212} V780 A87 100 0 0 0 {x + 38} 780 V1000 H{x} Z", Ochre);
            p.Hatch($"M{x + 212} 620 H{x + 250} V1000 H{x + 212} Z", 12, 0, 3, Rust);
        }

        p.Shape($"M0 1000 V930 Q420 880 840 940 T1600 910 V1000 Z", Ink);
        Carriages(p);
    }

    public static void Tree(Poster p)
    {
        var (sky, sun, leaves, shade) = p.Choose((Amber, Cream, Petrol, Night), (Mist, Ochre, Ochre, Rust), (Cream, Amber, Sea, Petrol));
        p.Ground(sky);
        p.Disc(1230, 330, 190, sun);
        p.Shape($"M0 700 Q400 560 860 680 T1600 600 V1000 H0 Z", Ochre);
        p.Hatch($"M0 700 Q400 560 860 680 T1600 600 V1000 H0 Z", 20, -8, 2.5f, Rust.WithAlpha(150));
        p.Shape($"M0 850 Q500 760 1000 850 T1600 820 V1000 H0 Z", Night);
        p.Shape($"M560 870 Q610 700 590 470 H670 Q650 700 720 870 Z", Rust);
        p.Stroke($"M630 620 Q560 540 500 500 M634 560 Q720 480 770 450", 26, Rust);
        foreach (var (x, y, r) in new[] { (380, 420, 150), (520, 260, 180), (730, 240, 170), (870, 400, 150), (630, 400, 190) })
        {
            p.Disc(x, y, r, leaves);
        }

        p.Inside($"M560 240 a170 170 0 1 1 340 0 a170 170 0 1 1 -340 0 M720 400 a150 150 0 1 1 300 0 a150 150 0 1 1 -300 0 M440 400 a190 190 0 1 1 380 0 a190 190 0 1 1 -380 0", () =>
            p.Hatch($"M790 60 Q880 300 760 420 Q700 520 560 600 H1100 V60 Z", 15, 45, 4, shade));
        for (var i = 0; i < 26; i++)
        {
            var (x, y) = (340 + p.Next(560), 190 + p.Next(320));
            p.At(x, y, () => p.Shape($"M0 -20 Q13 0 0 20 Q-13 0 0 -20 Z", i % 3 == 0 ? Amber : Mist.WithAlpha(150)), i * 37);
        }

        Reader(p);
        Bird(p, 1060, 190);
        Bird(p, 1130, 140);
        Bird(p, 1430, 200);
    }

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

    public static void Turbines(Poster p)
    {
        var (sky, hill) = p.Choose((Mist, Petrol), (Cream, Ochre), (Amber, Night));
        p.Ground(sky);
        p.Disc(260, 250, 120, p.Choose(Ochre, Amber, Cream));
        p.Shape($"M0 640 Q330 460 760 600 T1600 500 V1000 H0 Z", Sea);
        p.Hatch($"M0 640 Q330 460 760 600 T1600 500 V1000 H0 Z", 24, 20, 2, Petrol.WithAlpha(120));
        Turbine(p, 520, 560, 1.0f, 12);
        Turbine(p, 900, 640, 1.2f, 48);
        Turbine(p, 1300, 520, .85f, 84);
        p.Shape($"M0 800 Q420 640 900 770 T1600 700 V1000 H0 Z", hill);
        for (var i = 0; i < 5; i++)
        {
            p.At(150 + i * 172, 850 - i % 2 * 8, () =>
            {
                p.Line(70, 0, 70, 70, 12, Ink);
                p.Shape($"M0 20 L40 -70 H170 L130 20 Z", Night);
                p.Stroke($"M20 -25 H150 M84 -70 L44 20 M127 -70 L87 20", 4, Sea);
            });
        }

        p.Rect(1200, 700, 230, 190, Cream);
        p.Hatch($"M1350 700 h80 v190 h-80 Z", 12, 90, 3, Sand);
        p.Shape($"M1160 710 L1315 570 L1470 710 Z", p.Choose(Ochre, Rust, Ochre));
        p.Rect(1240, 760, 56, 56, Amber);
        p.Rect(1340, 770, 56, 120, Rust);
        p.Rect(1400, 590, 34, 70, Rust);
        p.Shape($"M0 960 Q500 880 1000 930 T1600 880 V1000 H0 Z", Ink);
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

    private static void Reader(Poster p)
    {
        p.Rect(850, 766, 22, 120, Ink, 6);
        p.Rect(1010, 790, 20, 110, Ink, 6);
        p.Rect(836, 770, 210, 22, Rust, 8);
        p.Rect(836, 640, 22, 150, Rust, 8);
        p.Seated(905, 758, 1.0f, p.Choose(Paper, Petrol, Ochre), Ink, Ink, 0);
        p.Shape($"M1002 700 L1064 664 L1084 712 L1022 746 Z", Cream);
        p.Line(1033, 684, 1052, 728, 4, Ochre);
    }

    private static void Carriages(Poster p)
    {
        for (var i = 0; i < 3; i++)
        {
            var x = 60 + i * 372;
            p.Rect(x, 410, 360, 130, Petrol, 14);
            p.Rect(x, 494, 360, 16, Amber);
            for (var w = 0; w < 4; w++)
            {
                p.Rect(x + 24 + w * 82, 434, 62, 42, Paper, 6);
            }

            p.Disc(x + 70, 544, 18, Ink);
            p.Disc(x + 290, 544, 18, Ink);
        }

        p.Shape($"M1176 410 H1330 Q1440 424 1500 500 Q1512 540 1480 540 H1176 Z", Petrol);
        p.Shape($"M1176 494 H1494 L1500 510 H1176 Z", Amber);
        p.Shape($"M1340 434 Q1400 440 1438 476 H1340 Z", Paper);
        p.Rect(1200, 434, 110, 42, Paper, 6);
        p.Disc(1250, 544, 18, Ink);
        p.Disc(1420, 544, 18, Ink);
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

    private static void Bird(Poster p, float x, float y) => p.Stroke($"M{x - 30} {y - 8} Q{x - 14} {y - 24} {x} {y} Q{x + 14} {y - 24} {x + 30} {y - 8}", 6, Ink);

    private static void Turbine(Poster p, float x, float y, float scale, float turn) => p.At(x, y, () =>
    {
        p.Shape($"M-7 -330 H7 L14 130 H-14 Z", Paper);
        p.Shape($"M3 -330 H7 L14 130 H4 Z", Sand);
        for (var i = 0; i < 3; i++)
        {
            p.At(0, -330, () => p.Shape($"M-10 0 Q-26 -60 0 -220 Q16 -60 10 0 Z", Paper), turn + i * 120);
        }

        p.Disc(0, -330, 18, Ochre);
    }, scale: scale);

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
