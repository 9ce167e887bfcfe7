using static CitesDesMetiers.Web.Demo.Drawing.Palette;

namespace CitesDesMetiers.Web.Demo.Drawing;

/// <summary>Landscapes inland.</summary>
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
}
