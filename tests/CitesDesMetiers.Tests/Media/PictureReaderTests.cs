using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Web.Content.Pictures;
using SkiaSharp;

namespace CitesDesMetiers.Tests.Media;

/// <summary>Large pictures are shrunk while they are decoded, and still show what they showed.</summary>
public class PictureReaderTests
{
    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void A_picture_of_several_bands_keeps_its_four_quarters_in_place(SKEncodedImageFormat format)
    {
        var large = Large(PictureReader.Read(Quarters(7_001, 4_503, format)));

        Assert.Equal((1_600, 1_029), (large.Width, large.Height));
        AssertNear(SKColors.Red, large.GetPixel(200, 100));
        AssertNear(SKColors.Lime, large.GetPixel(1_400, 100));
        AssertNear(SKColors.Blue, large.GetPixel(200, 900));
        AssertNear(SKColors.Yellow, large.GetPixel(1_400, 900));
        AssertNear(SKColors.Red, large.GetPixel(0, 0));
        AssertNear(SKColors.Yellow, large.GetPixel(1_599, 1_028));
    }

    [Fact]
    public void Fine_lines_become_the_grey_that_they_look_like()
    {
        using var lines = new SKBitmap(3_300, 900, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (var x = 0; x < lines.Width; x += 2)
        {
            lines.Erase(SKColors.White, SKRectI.Create(x, 0, 1, lines.Height));
        }

        var large = Large(PictureReader.Read(lines.Encode(SKEncodedImageFormat.Png, 100).ToArray()));

        Assert.All(Enumerable.Range(0, 1_600), x => Assert.InRange(large.GetPixel(x, 200).Red, 110, 145));
    }

    [Fact]
    public void A_picture_taken_sideways_stands_upright_and_no_wider_than_the_others()
    {
        // EXIF orientation 6: the first row is the right side.
        var sideways = Quarters(4_000, 2_000, SKEncodedImageFormat.Jpeg);
        byte[] exif = [0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];

        var large = Large(PictureReader.Read([.. sideways[..2], .. exif, .. sideways[2..]]));

        Assert.Equal((1_600, 3_200), (large.Width, large.Height));
        AssertNear(SKColors.Blue, large.GetPixel(200, 200));
        AssertNear(SKColors.Red, large.GetPixel(1_400, 200));
    }

    [Fact]
    public void An_interlaced_and_an_animated_format_are_read()
    {
        var (png, gif) = (PictureReader.Read(SamplePictures.Interlaced), PictureReader.Read(SamplePictures.Gif));

        Assert.Equal((120, 64), (Large(png).Width, Large(gif).Width));
    }

    [Fact]
    public void What_a_decoder_would_have_to_keep_whole_has_a_limit()
    {
        // The head says 10,000 by 6,000; in scans, three components of two bytes each stay in memory: 360 MB.
        var progressive = SamplePictures.ProgressiveJpeg.ToArray();
        var frame = progressive.AsSpan().IndexOf<byte>([0xFF, 0xC2]);
        (progressive[frame + 5], progressive[frame + 6], progressive[frame + 7], progressive[frame + 8]) = (6_000 >> 8, 6_000 & 255, 10_000 >> 8, 10_000 & 255);

        Assert.Null(PictureReader.Read(SamplePictures.ProgressiveJpeg).Problem);
        Assert.Contains("JPEG non progressif", PictureReader.Read(progressive).Problem, StringComparison.Ordinal);
    }

    private static SKBitmap Large(ReadPicture picture)
    {
        Assert.Null(picture.Problem);
        return SKBitmap.Decode(picture.Variants.Single(v => v.Size is MediaSize.Large).Bytes);
    }

    private static void AssertNear(SKColor expected, SKColor actual) =>
        Assert.True(Math.Abs(expected.Red - actual.Red) + Math.Abs(expected.Green - actual.Green) + Math.Abs(expected.Blue - actual.Blue) < 24, $"{actual} instead of {expected}");

    private static byte[] Quarters(int width, int height, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        var (x, y) = (width / 2, height / 2);
        bitmap.Erase(SKColors.Red, new SKRectI(0, 0, x, y));
        bitmap.Erase(SKColors.Lime, new SKRectI(x, 0, width, y));
        bitmap.Erase(SKColors.Blue, new SKRectI(0, y, x, height));
        bitmap.Erase(SKColors.Yellow, new SKRectI(x, y, width, height));
        return bitmap.Encode(format, 90).ToArray();
    }
}
