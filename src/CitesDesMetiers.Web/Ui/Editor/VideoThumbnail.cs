using SkiaSharp;

namespace CitesDesMetiers.Web.Ui.Editor;

/// <summary>The still picture that stands for a video: a sign to play on a picture, or on a plain ground. Nothing is asked of the video's host.</summary>
internal static class VideoThumbnail
{
    private const int Width = 1_200;
    private const int Height = 675;

    private static readonly SKColor Ink = new(0x14, 0x17, 0x1C);

    /// <param name="ground">JPEG or PNG under the sign; null for a plain ground.</param>
    /// <param name="title">Gives a plain ground its pattern, so that two videos can be told apart.</param>
    /// <returns>JPEG, 1,200 by 675 pixels.</returns>
    public static byte[] Draw(byte[]? ground, string title)
    {
        using var surface = SKSurface.Create(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var canvas = surface.Canvas;
        canvas.Clear(Ink);
        if (ground is null)
        {
            DrawBands(canvas, title);
        }
        else
        {
            DrawCovering(canvas, ground);
        }

        DrawSign(canvas);
        using var image = surface.Snapshot();
        using var encoded = image.Encode(SKEncodedImageFormat.Jpeg, 88);
        return encoded.ToArray();
    }

    private static void DrawBands(SKCanvas canvas, string title)
    {
        // FNV-1a: the same title gives the same picture on every machine, which string.GetHashCode does not.
        var seed = title.Aggregate(2_166_136_261u, (hash, c) => (hash ^ c) * 16_777_619);
        using var paint = new SKPaint { IsAntialias = true };
        for (var i = 0; i < 8; i++)
        {
            paint.Color = SKColor.FromHsl((seed >> i) % 360, 35, 22 + (seed >> (i + 3)) % 14);
            canvas.DrawRect(i * Width / 8f, Height - 60 - (seed >> (2 * i)) % 240, Width / 8f, Height, paint);
        }
    }

    private static void DrawCovering(SKCanvas canvas, byte[] ground)
    {
        using var bitmap = SKBitmap.Decode(ground);
        var scale = Math.Max((float)Width / bitmap.Width, (float)Height / bitmap.Height);
        var (w, h) = (bitmap.Width * scale, bitmap.Height * scale);
        using var image = SKImage.FromBitmap(bitmap);
        canvas.DrawImage(image, SKRect.Create((Width - w) / 2, (Height - h) / 2, w, h), new SKSamplingOptions(SKCubicResampler.Mitchell));
    }

    private static void DrawSign(SKCanvas canvas)
    {
        using var disc = new SKPaint { Color = Ink.WithAlpha(210), IsAntialias = true };
        using var ring = new SKPaint { Color = SKColors.White, IsAntialias = true, IsStroke = true, StrokeWidth = 8 };
        using var sign = new SKPaint { Color = SKColors.White, IsAntialias = true };
        const float x = Width / 2f, y = Height / 2f;
        canvas.DrawCircle(x, y, 92, disc);
        canvas.DrawCircle(x, y, 92, ring);
        using var triangle = new SKPathBuilder();
        triangle.MoveTo(x - 28, y - 46);
        triangle.LineTo(x + 50, y);
        triangle.LineTo(x - 28, y + 46);
        triangle.Close();
        using var path = triangle.Detach();
        canvas.DrawPath(path, sign);
    }
}
