using System.Globalization;
using SkiaSharp;

namespace CitesDesMetiers.Web.Demo.Drawing;

/// <summary>A sheet of 1600 by 1000 to cut flat shapes on, as a poster artist does with paper. Angles are degrees, clockwise.</summary>
internal sealed class Poster(SKCanvas canvas, int seed)
{
    public const int Width = 1600;
    public const int Height = 1000;

    private uint state = (uint)(seed * 2_654_435_761L) ^ 0x9E3779B9;

    /// <summary>The seed itself: scenes with two or three colourings choose by it.</summary>
    public int Seed => seed;

    public T Choose<T>(params T[] options) => options[seed % options.Length];

    /// <summary>The next of a fixed sequence of numbers, from 0 up to but not including the limit.</summary>
    public int Next(int limit)
    {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        return (int)(state % (uint)limit);
    }

    public void Ground(SKColor colour) => canvas.Clear(colour);

    public void Rect(float x, float y, float width, float height, SKColor colour, float radius = 0)
    {
        using var paint = Fill(colour);
        canvas.DrawRoundRect(x, y, width, height, radius, radius, paint);
    }

    public void Disc(float x, float y, float radius, SKColor colour) => Oval(x, y, radius, radius, colour);

    public void Oval(float x, float y, float rx, float ry, SKColor colour)
    {
        using var paint = Fill(colour);
        canvas.DrawOval(x, y, rx, ry, paint);
    }

    public void Ring(float x, float y, float radius, float width, SKColor colour)
    {
        using var paint = Pen(colour, width);
        canvas.DrawCircle(x, y, radius, paint);
    }

    /// <summary>Part of a disc, a pie's slice.</summary>
    public void Slice(float x, float y, float radius, float from, float sweep, SKColor colour)
    {
        using var paint = Fill(colour);
        canvas.DrawArc(new SKRect(x - radius, y - radius, x + radius, y + radius), from, sweep, useCenter: true, paint);
    }

    public void Arc(float x, float y, float radius, float from, float sweep, float width, SKColor colour)
    {
        using var paint = Pen(colour, width);
        canvas.DrawArc(new SKRect(x - radius, y - radius, x + radius, y + radius), from, sweep, useCenter: false, paint);
    }

    /// <summary>A shape given as SVG path data.</summary>
    public void Shape(FormattableString svg, SKColor colour)
    {
        using var path = Parse(svg);
        using var paint = Fill(colour);
        canvas.DrawPath(path, paint);
    }

    public void Line(float x1, float y1, float x2, float y2, float width, SKColor colour)
    {
        using var paint = Pen(colour, width);
        canvas.DrawLine(x1, y1, x2, y2, paint);
    }

    public void Stroke(FormattableString svg, float width, SKColor colour)
    {
        using var path = Parse(svg);
        using var paint = Pen(colour, width);
        canvas.DrawPath(path, paint);
    }

    /// <summary>Parallel lines inside a shape, as an engraver shades.</summary>
    public void Hatch(FormattableString svg, float spacing, float angle, float width, SKColor colour) =>
        Inside(svg, () =>
        {
            using var paint = Pen(colour, width);
            canvas.RotateDegrees(angle, Width / 2f, Height / 2f);
            for (var y = -600f; y < Height + 600; y += spacing)
            {
                canvas.DrawLine(-600, y, Width + 600, y, paint);
            }
        });

    /// <summary>Dots in rows inside a shape, as coarse printing shades.</summary>
    public void Dots(FormattableString svg, float spacing, float radius, SKColor colour) =>
        Inside(svg, () =>
        {
            using var paint = Fill(colour);
            for (var row = 0; row * spacing < Height + spacing; row++)
            {
                for (var x = row % 2 * spacing / 2; x < Width + spacing; x += spacing)
                {
                    canvas.DrawCircle(x, row * spacing, radius, paint);
                }
            }
        });

    /// <summary>Draws only what falls inside the shape.</summary>
    public void Inside(FormattableString svg, Action draw)
    {
        using var path = Parse(svg);
        canvas.Save();
        canvas.ClipPath(path, SKClipOperation.Intersect, antialias: true);
        draw();
        canvas.Restore();
    }

    /// <summary>Draws around a new origin, turned and scaled.</summary>
    public void At(float x, float y, Action draw, float turn = 0, float scale = 1, bool mirrored = false)
    {
        canvas.Save();
        canvas.Translate(x, y);
        canvas.RotateDegrees(turn);
        canvas.Scale(mirrored ? -scale : scale, scale);
        draw();
        canvas.Restore();
    }

    private static SKPath Parse(FormattableString svg)
    {
        var data = svg.ToString(CultureInfo.InvariantCulture);
        return SKPath.ParseSvgPathData(data) ?? throw new FormatException($"Not SVG path data: {data}");
    }

    private static SKPaint Fill(SKColor colour) => new() { Color = colour, IsAntialias = true };

    private static SKPaint Pen(SKColor colour, float width) => new()
    {
        Color = colour,
        IsAntialias = true,
        Style = SKPaintStyle.Stroke,
        StrokeWidth = width,
        StrokeCap = SKStrokeCap.Round,
        StrokeJoin = SKStrokeJoin.Round,
    };
}
