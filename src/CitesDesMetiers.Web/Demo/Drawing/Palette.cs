using SkiaSharp;

namespace CitesDesMetiers.Web.Demo.Drawing;

/// <summary>The newsletter's colours and the few tints the drawings add to them.</summary>
internal static class Palette
{
    public static readonly SKColor Paper = new(0xFB, 0xFA, 0xF7);
    public static readonly SKColor Cream = new(0xF4, 0xEA, 0xD7);
    public static readonly SKColor Sand = new(0xE6, 0xD3, 0xB1);
    public static readonly SKColor Amber = new(0xE3, 0xA0, 0x4F);
    public static readonly SKColor Ochre = new(0xA8, 0x4E, 0x0D);
    public static readonly SKColor Rust = new(0x74, 0x33, 0x0B);
    public static readonly SKColor Mist = new(0xCF, 0xE0, 0xE2);
    public static readonly SKColor Sea = new(0x6F, 0xA6, 0xB4);
    public static readonly SKColor Petrol = new(0x0B, 0x4F, 0x6C);
    public static readonly SKColor Night = new(0x08, 0x33, 0x49);
    public static readonly SKColor Ink = new(0x1B, 0x1F, 0x2A);
}
