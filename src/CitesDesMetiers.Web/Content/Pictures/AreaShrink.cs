using System.Numerics;
using SkiaSharp;

namespace CitesDesMetiers.Web.Content.Pictures;

/// <summary>
/// Shrinks a picture row by row, so that the whole never has to be in memory. Each pixel kept is the mean of the area it
/// stands for; Skia's own resampling skips pixels when it shrinks by more than two.
/// </summary>
internal sealed class AreaShrink
{
    private readonly SKBitmap target;
    private readonly int height;
    private readonly Share[] columns;
    private readonly Vector4[] row;
    private readonly Vector4[] sums;
    private int read;
    private int written;

    /// <param name="width">Pixels of a row that is added.</param>
    /// <param name="height">Rows that will be added.</param>
    /// <param name="target">RGBA, 8 bits each; no larger than the source in either direction. Complete after the last row.</param>
    public AreaShrink(int width, int height, SKBitmap target)
    {
        (this.target, this.height) = (target, height);
        columns = [.. Enumerable.Range(0, width).Select(x => Share.Of(x, width, target.Width))];
        (row, sums) = (new Vector4[target.Width], new Vector4[target.Width]);
    }

    /// <param name="pixels">RGBA, 8 bits each.</param>
    public void Add(ReadOnlySpan<byte> pixels)
    {
        Narrow(pixels);
        var share = Share.Of(read++, height, target.Height);
        Sum(share.First);
        if (share.Ends)
        {
            Write();
            Sum(share.Next);
        }
    }

    private void Narrow(ReadOnlySpan<byte> pixels)
    {
        Array.Clear(row);
        for (var x = 0; x < columns.Length; x++)
        {
            var share = columns[x];
            var pixel = new Vector4(pixels[4 * x], pixels[(4 * x) + 1], pixels[(4 * x) + 2], pixels[(4 * x) + 3]);
            row[share.Index] += pixel * share.First;
            if (share.Next > 0)
            {
                row[share.Index + 1] += pixel * share.Next;
            }
        }
    }

    private void Sum(float weight)
    {
        for (var x = 0; x < row.Length; x++)
        {
            sums[x] += row[x] * weight;
        }
    }

    private void Write()
    {
        var pixels = target.GetPixelSpan().Slice(written++ * target.RowBytes, 4 * row.Length);
        for (var x = 0; x < sums.Length; x++)
        {
            var pixel = Vector4.Min(sums[x] + new Vector4(0.5f), new Vector4(byte.MaxValue));
            (pixels[4 * x], pixels[(4 * x) + 1], pixels[(4 * x) + 2], pixels[(4 * x) + 3]) = ((byte)pixel.X, (byte)pixel.Y, (byte)pixel.Z, (byte)pixel.W);
        }

        Array.Clear(sums);
    }

    /// <summary>How a source pixel is divided among the two target pixels it may touch, in shares of a target pixel.</summary>
    /// <param name="Ends">Whether the first of them is then complete.</param>
    private readonly record struct Share(int Index, float First, float Next, bool Ends)
    {
        /// <summary>In whole numbers, one source pixel is as long as the target and one target pixel as long as the source.</summary>
        public static Share Of(int at, int source, int target)
        {
            var start = (long)at * target;
            var index = start / source;
            var end = (index + 1) * source;
            var next = Math.Max(0, start + target - end);
            return new((int)index, (float)(target - next) / source, (float)next / source, start + target >= end);
        }
    }
}
