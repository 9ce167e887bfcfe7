using static CitesDesMetiers.Web.Demo.Drawing.Palette;

namespace CitesDesMetiers.Web.Demo.Drawing;

/// <summary>What one reads from: a book, screens.</summary>
internal static class Pages
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
}
