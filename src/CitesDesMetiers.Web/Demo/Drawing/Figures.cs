using SkiaSharp;

namespace CitesDesMetiers.Web.Demo.Drawing;

/// <summary>People made of a few plain shapes.</summary>
internal static class Figures
{
    private static readonly SKColor[] Skins = [new(0xEB, 0xBE, 0x92), new(0xB9, 0x78, 0x45), new(0x7C, 0x49, 0x2B), new(0xD9, 0xA4, 0x74)];

    public static SKColor Skin(int index) => Skins[index % Skins.Length];

    /// <summary>Someone standing, 300 high at scale 1; x and y are the middle of the feet.</summary>
    public static void Standing(
        this Poster p, float x, float y, float scale, SKColor coat, SKColor legs, SKColor hair, int skin, bool mirrored = false) =>
        p.At(x, y, () =>
        {
            p.Rect(-30, -112, 24, 112, legs, 4);
            p.Rect(6, -112, 24, 112, legs, 4);
            p.Shape($"M-32 -8 h28 v8 h-42 q2 -8 14 -8 Z", Palette.Ink);
            p.Shape($"M4 -8 h28 v8 h-42 q2 -8 14 -8 Z", Palette.Ink);
            p.Shape($"M-52 -92 L-44 -190 Q-42 -232 0 -232 Q42 -232 44 -190 L52 -92 Z", coat);
            p.Hatch($"M14 -92 L18 -231 Q42 -228 44 -190 L52 -92 Z", 9, 90, 2, Palette.Ink.WithAlpha(70));
            p.Rect(-12, -250, 24, 30, Skin(skin), 8);
            p.Head(0, -266, hair, skin);
        }, scale: scale, mirrored: mirrored);

    /// <summary>Someone seated seen from the side, facing right; x and y are the seat.</summary>
    public static void Seated(
        this Poster p, float x, float y, float scale, SKColor coat, SKColor legs, SKColor hair, int skin, bool mirrored = false) =>
        p.At(x, y, () =>
        {
            p.Shape($"M-40 -34 Q-40 0 -6 0 L84 0 L84 132 L52 132 L52 36 L-30 36 Q-44 20 -40 -34 Z", legs);
            p.Shape($"M50 124 h36 q30 2 34 20 h-70 Z", Palette.Ink);
            p.Shape($"M-48 14 L-44 -112 Q-40 -160 4 -160 Q40 -158 42 -112 L40 14 Z", coat);
            p.Hatch($"M-48 14 L-44 -112 Q-42 -140 -24 -152 L-12 14 Z", 9, 90, 2, Palette.Ink.WithAlpha(70));
            p.Stroke($"M6 -112 Q18 -50 52 -46 L104 -56", 27, coat);
            p.Disc(112, -58, 15, Skin(skin));
            p.Rect(-8, -180, 24, 32, Skin(skin), 8);
            p.Head(6, -198, hair, skin);
        }, scale: scale, mirrored: mirrored);

    /// <summary>Someone at a table seen from above, facing the middle of it; x and y are the head, turn 0 looks down.</summary>
    public static void FromAbove(this Poster p, float x, float y, float turn, SKColor coat, SKColor hair, int skin, float scale = 1) =>
        p.At(x, y, () =>
        {
            p.Stroke($"M-84 4 Q-86 62 -46 92", 34, coat);
            p.Stroke($"M84 4 Q86 62 46 92", 34, coat);
            p.Disc(-40, 98, 17, Skin(skin));
            p.Disc(40, 98, 17, Skin(skin));
            p.Shape($"M-100 6 Q-100 -42 0 -42 Q100 -42 100 6 Q96 34 0 38 Q-96 34 -100 6 Z", coat);
            p.Oval(0, 12, 40, 46, Skin(skin));
            p.Oval(0, -4, 44, 44, hair);
        }, turn, scale);

    private static void Head(this Poster p, float x, float y, SKColor hair, int skin)
    {
        p.Disc(x, y, 33, Skin(skin));
        switch (skin % 3)
        {
            case 0:
                p.Shape($"M{x - 36} {y + 6} A36 36 0 1 1 {x + 34} {y - 8} Q{x + 4} {y - 4} {x - 8} {y - 20} Q{x - 12} {y + 2} {x - 36} {y + 6} Z", hair);
                break;
            case 1:
                p.Shape($"M{x - 35} {y - 2} A35 35 0 0 1 {x + 35} {y - 2} Q{x} {y - 22} {x - 35} {y - 2} Z", hair);
                p.Disc(x - 20, y - 38, 17, hair);
                break;
            default:
                p.Shape($"M{x - 38} {y + 44} Q{x - 46} {y - 36} {x} {y - 37} Q{x + 34} {y - 36} {x + 35} {y - 6} Q{x + 4} {y - 4} {x - 6} {y - 16} Q{x - 14} {y + 10} {x - 10} {y + 44} Z", hair);
                break;
        }
    }
}
