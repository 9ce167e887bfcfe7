using SkiaSharp;
using static CitesDesMetiers.Web.Demo.Drawing.Palette;

namespace CitesDesMetiers.Web.Demo.Drawing;

/// <summary>Still lifes: things that stand for an idea.</summary>
internal static class Objects
{
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
