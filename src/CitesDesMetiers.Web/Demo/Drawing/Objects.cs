using SkiaSharp;
using static CitesDesMetiers.Web.Demo.Drawing.Palette;

namespace CitesDesMetiers.Web.Demo.Drawing;

/// <summary>Still lifes: things that stand for an idea.</summary>
internal static class Objects
{
    public static void OpenBook(Poster p)
    {
        var (ground, sun) = p.Choose((Mist, Ochre), (Amber, Cream), (Sand, Ochre));
        p.Ground(ground);
        p.Disc(1090, 330, 170, sun);
        Town(p);
        p.Shape($"M120 770 Q460 650 800 760 Q1140 650 1480 770 V900 Q1140 790 800 900 Q460 790 120 900 Z", Ochre);
        p.Shape($"M160 730 Q480 620 800 740 Q1120 620 1440 730 V860 Q1120 750 800 866 Q480 750 160 860 Z", Paper);
        p.Shape($"M160 730 Q480 620 800 740 V866 Q480 750 160 860 Z", Cream);
        p.Hatch($"M690 700 Q760 716 800 740 V866 Q760 840 690 812 Z", 9, 90, 2.5f, Rust.WithAlpha(120));
        for (var i = 0; i < 4; i++)
        {
            p.Stroke($"M230 {752 + i * 25} Q480 {662 + i * 25} 690 {724 + i * 25}", 5, Sea);
            p.Stroke($"M910 {724 + i * 25} Q1120 {662 + i * 25} {1370 - i % 2 * 120} {752 + i * 25 - i % 2 * 18}", 5, Sea);
        }

        p.Shape($"M1180 690 l46 10 v190 l-24 -24 l-22 16 Z", Ochre);
    }

    public static void Screens(Poster p)
    {
        var (wall, desk, thread) = p.Choose((Cream, Ochre, Ochre), (Petrol, Sand, Amber), (Mist, Rust, Ochre));
        p.Ground(wall);
        p.Rect(0, 800, Poster.Width, 200, desk);
        p.Rect(0, 800, Poster.Width, 14, Ink.WithAlpha(60));
        p.Stroke($"M206 540 Q206 92 700 100 Q1230 104 1230 430", 8, thread);
        p.Disc(700, 100, 24, thread);
        p.Rect(300, 170, 760, 490, Ink, 22);
        p.Rect(326, 196, 708, 438, Night);
        p.Shape($"M620 660 h120 l26 130 h-172 Z", Ink);
        p.Rect(540, 782, 280, 24, Ink, 10);
        Dashboard(p);
        p.Rect(1080, 430, 300, 390, Ink, 24);
        p.Rect(1102, 456, 256, 338, Paper, 6);
        p.Disc(1230, 560, 62, Ochre);
        p.Disc(1230, 546, 22, Cream);
        p.Slice(1230, 608, 42, 180, 180, Cream);
        p.Rect(1134, 652, 192, 16, Sea, 8);
        p.Rect(1134, 684, 150, 16, Mist, 8);
        p.Rect(1134, 730, 192, 40, Petrol, 8);
        p.Rect(130, 540, 150, 290, Ink, 26);
        p.Rect(144, 568, 122, 226, Cream, 4);
        p.Rect(156, 586, 80, 44, Amber, 14);
        p.Rect(176, 646, 80, 44, Petrol, 14);
        p.Rect(156, 706, 92, 44, Amber, 14);
        p.Disc(206, 540, 16, thread);
        p.Disc(1230, 430, 16, thread);
        p.Rect(640, 862, 330, 70, Ink, 14);
        p.Dots($"M660 876 h290 v44 h-290 Z", 26, 7, Mist);
        p.Oval(1070, 898, 36, 48, Ink);
    }

    public static void Compass(Poster p)
    {
        var map = p.Choose(Sea, Sand, Petrol);
        p.Ground(map);
        p.Shape($"M0 0 H520 Q430 150 540 260 Q640 340 520 460 Q380 520 420 680 Q470 820 330 1000 H0 Z", Cream);
        p.Shape($"M1600 0 V1000 H1180 Q1250 860 1150 760 Q1090 640 1230 560 Q1340 470 1260 330 Q1180 180 1300 0 Z", Cream);
        p.Hatch($"M0 0 H520 Q430 150 540 260 Q640 340 520 460 Q380 520 420 680 Q470 820 330 1000 H0 Z", 24, 34, 2, Sand);
        p.Hatch($"M1600 0 V1000 H1180 Q1250 860 1150 760 Q1090 640 1230 560 Q1340 470 1260 330 Q1180 180 1300 0 Z", 24, 34, 2, Sand);
        Route(p, (160, 180), (1460, 240), -150);
        Route(p, (190, 800), (1400, 800), 150);
        Route(p, (300, 470), (1420, 540), 60);
        foreach (var (x, y) in new[] { (160f, 180f), (300f, 470f), (190f, 800f), (1460f, 240f), (1420f, 540f), (1400f, 800f) })
        {
            p.Disc(x, y, 26, Ochre);
            p.Disc(x, y, 11, Paper);
        }

        p.Disc(814, 520, 330, Ink.WithAlpha(70));
        p.Disc(800, 500, 330, Ochre);
        p.Disc(800, 500, 296, Night);
        p.Disc(800, 500, 262, Paper);
        for (var i = 0; i < 72; i++)
        {
            p.At(800, 500, () => p.Line(0, -278, 0, i % 6 == 0 ? -234 : -250, i % 6 == 0 ? 8 : 3, i % 6 == 0 ? Ochre : Petrol), i * 5);
        }

        foreach (var (turn, length) in new[] { (45, 130), (135, 130), (225, 130), (315, 130), (0, 210), (90, 210), (180, 210), (270, 210) })
        {
            p.At(800, 500, () =>
            {
                p.Shape($"M0 {-length} L34 -34 L0 0 Z", Sea);
                p.Shape($"M0 {-length} L-34 -34 L0 0 Z", Mist);
            }, turn);
        }

        p.At(800, 500, () =>
        {
            p.Shape($"M0 -226 L30 0 H-30 Z", Ochre);
            p.Shape($"M0 226 L30 0 H-30 Z", Ink);
            p.Disc(0, 0, 26, Amber);
            p.Disc(0, 0, 9, Ink);
        }, 28 + p.Seed * 17);
        p.Ring(800, 120, 44, 22, Ochre);
    }

    public static void Gears(Poster p)
    {
        var ground = p.Choose(Cream, Petrol, Mist);
        p.Ground(ground);
        p.Disc(1300, 160, 90, Amber);
        Gear(p, 1180, 640, 250, 16, Petrol, ground == Petrol ? Sea : Petrol);
        Gear(p, 330, 330, 190, 12, Amber, Amber);
        Gear(p, 700, 610, 300, 20, Ochre, Ochre);
        p.Disc(700, 610, 150, Rust);
        p.Shape($"M560 610 A140 140 0 0 0 840 610 Z", Ink);
        p.Stroke($"M700 620 Q690 440 712 330", 20, Night);
        p.Shape($"M706 440 Q560 420 520 270 Q690 270 706 440 Z", Petrol);
        p.Shape($"M710 390 Q730 210 910 190 Q900 370 710 390 Z", ground == Petrol ? Mist : Sea);
        p.Stroke($"M706 438 Q630 370 560 304 M712 386 Q800 300 870 226", 5, Paper);
    }

    public static void Envelopes(Poster p)
    {
        var (sky, field) = p.Choose((Petrol, Night), (Amber, Ochre), (Sea, Petrol));
        p.Ground(sky);
        p.Disc(300, 300, 150, Amber);
        p.Shape($"M0 800 Q400 680 900 790 T1600 740 V1000 H0 Z", field);
        p.Hatch($"M0 860 Q400 760 900 850 T1600 810 V1000 H0 Z", 22, -5, 3, Amber.WithAlpha(90));
        foreach (var (x, y, scale, turn) in new[]
        {
            (690f, 610f, 1.25f, -14f), (1090f, 660f, .9f, 4f), (960f, 370f, .95f, -20f), (640f, 280f, .66f, -8f),
            (1300f, 470f, .66f, 6f), (1210f, 220f, .62f, -16f), (1460f, 310f, .44f, 4f), (1440f, 130f, .36f, -12f),
        })
        {
            p.At(x, y, () => Envelope(p), turn, scale);
        }

        p.Rect(285, 700, 44, 250, Ink);
        p.Shape($"M170 780 V610 Q170 540 240 540 H400 Q450 540 450 610 V780 Z", Ochre);
        p.Shape($"M170 780 V610 Q170 540 240 540 Q310 540 310 610 V780 Z", Rust);
        p.Rect(196, 620, 88, 16, Ink, 8);
        p.Shape($"M440 560 v-120 h70 v48 h-52 v72 Z", Amber);
    }

    public static void Shelf(Poster p)
    {
        var (wall, wood) = p.Choose((Petrol, Ochre), (Sand, Rust), (Mist, Ochre));
        p.Ground(wall);
        p.Rect(0, 500, Poster.Width, 34, wood);
        p.Rect(0, 904, Poster.Width, 96, wood);
        p.Rect(0, 534, Poster.Width, 12, Ink.WithAlpha(70));
        StillLife.HardHat(p, 330, 500);
        StillLife.ChefHat(p, 800, 500);
        StillLife.Brushes(p, 1260, 500);
        StillLife.Can(p, 350, 904);
        StillLife.Stethoscope(p, 810, 904);
        StillLife.Books(p, 1110, 904);
    }

    private static void Town(Poster p)
    {
        p.Rect(330, 360, 150, 390, Petrol);
        p.Shape($"M310 370 L405 270 L500 370 Z", Ochre);
        p.Rect(500, 460, 190, 300, Paper);
        p.Shape($"M480 470 L595 380 L710 470 Z", Rust);
        p.Hatch($"M620 470 h70 v290 h-70 Z", 12, 90, 3, Sand);
        for (var row = 0; row < 3; row++)
        {
            p.Rect(362, 410 + row * 90, 30, 46, Amber);
            p.Rect(420, 410 + row * 90, 30, 46, row == 1 ? Ink : Amber);
        }

        p.Rect(530, 510, 40, 56, Petrol);
        p.Rect(610, 510, 40, 56, Petrol);
        p.Rect(566, 620, 56, 120, Ochre);
        p.Rect(764, 500, 26, 250, Rust);
        p.Disc(777, 440, 112, Petrol);
        p.Hatch($"M777 328 a112 112 0 0 1 0 224 Z", 14, 45, 4, Night);
        p.Rect(1000, 180, 30, 560, Ink);
        p.Rect(880, 190, 420, 24, Ink);
        p.Stroke($"M1015 120 L890 190 M1015 120 L1290 190", 6, Ink);
        p.Rect(1000, 110, 30, 90, Ink);
        p.Line(1240, 214, 1240, 380, 5, Ink);
        p.Rect(1196, 380, 88, 70, Petrol);
        p.Rect(890, 214, 60, 54, Rust);
        for (var i = 0; i < 9; i++)
        {
            p.Line(1000, 230 + i * 52, 1030, 260 + i * 52, 4, Amber);
        }

        p.Rect(1090, 540, 210, 200, Night);
        p.Stroke($"M1090 600 h210 M1090 660 h210 M1160 540 v200 M1230 540 v200", 6, Sea);
    }

    private static void Dashboard(Poster p)
    {
        p.Rect(326, 196, 708, 46, Petrol);
        p.Disc(356, 219, 9, Amber);
        p.Disc(386, 219, 9, Ochre);
        p.Disc(416, 219, 9, Mist);
        for (var i = 0; i < 6; i++)
        {
            var height = 70 + p.Next(190);
            p.Rect(372 + i * 58, 590 - height, 36, height, i == 3 ? Amber : Sea);
        }

        p.Line(362, 592, 730, 592, 5, Mist);
        p.Disc(880, 400, 108, Petrol);
        p.Slice(880, 400, 108, -90, 150 + p.Seed * 30, Amber);
        p.Slice(880, 400, 108, 60 + p.Seed * 30, 70, Ochre);
        p.Disc(880, 400, 54, Night);
        p.Rect(780, 546, 200, 14, Mist, 7);
        p.Rect(780, 574, 140, 14, Sea, 7);
    }

    private static void Route(Poster p, (float X, float Y) from, (float X, float Y) to, float bend)
    {
        for (var i = 1; i < 40; i++)
        {
            var t = i / 40f;
            var x = from.X + (to.X - from.X) * t;
            var y = from.Y + (to.Y - from.Y) * t + bend * 4 * t * (1 - t);
            p.Disc(x, y, 7, Ochre);
        }
    }

    private static void Gear(Poster p, float x, float y, float radius, int teeth, SKColor colour, SKColor rim)
    {
        for (var i = 0; i < teeth; i++)
        {
            p.At(x, y, () => p.Shape($"M-30 {-radius + 10} L-20 {-radius - 44} H20 L30 {-radius + 10} Z", rim), i * 360f / teeth);
        }

        p.Disc(x, y, radius, rim);
        p.Ring(x, y, radius * .8f, 10, Ink.WithAlpha(60));
        for (var i = 0; i < 5; i++)
        {
            p.At(x, y, () => p.Disc(0, -radius * .6f, radius * .13f, Ink.WithAlpha(70)), i * 72 + 20);
        }

        p.Disc(x, y, radius * .28f, Paper);
        p.Disc(x, y, radius * .14f, colour == Petrol ? Ink : Rust);
    }

    private static void Envelope(Poster p)
    {
        p.Shape($"M-30 -64 Q-90 -160 -190 -150 Q-130 -100 -112 -40 Z", Mist);
        p.Shape($"M30 -64 Q70 -170 170 -190 Q140 -110 112 -40 Z", Cream);
        p.Rect(-130, -70, 260, 160, Paper, 6);
        p.Hatch($"M-130 30 L0 20 L130 -70 V90 H-130 Z", 12, 30, 2, Sand);
        p.Shape($"M-130 -70 H130 L0 34 Z", Sand);
        p.Stroke($"M-130 -70 L0 34 L130 -70", 6, Ochre);
        p.Disc(0, 26, 20, Ochre);
    }
}
