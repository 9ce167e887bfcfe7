using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Web.Content.Pictures;
using NetVips;

namespace CitesDesMetiers.Tests.Content.Pictures;

/// <summary>Large pictures are shrunk while they are decoded, and still show what they showed.</summary>
public class PictureReaderTests
{
    [Theory]
    [InlineData(".png")]
    [InlineData(".jpg")]
    [InlineData(".webp")]
    public void A_picture_of_several_bands_keeps_its_four_quarters_in_place(string format)
    {
        var large = Large(PictureReader.Read(Quarters(7_001, 4_503, format)));

        Assert.Equal((1_600, 1_029), (large.Width, large.Height));
        AssertNear(Drawing.Red, large.Getpoint(200, 100));
        AssertNear(Drawing.Lime, large.Getpoint(1_400, 100));
        AssertNear(Drawing.Blue, large.Getpoint(200, 900));
        AssertNear(Drawing.Yellow, large.Getpoint(1_400, 900));
        AssertNear(Drawing.Red, large.Getpoint(0, 0));
        AssertNear(Drawing.Yellow, large.Getpoint(1_599, 1_028));
    }

    [Fact]
    public void Fine_lines_become_the_grey_that_they_look_like()
    {
        var lines = Drawing.Encode(3_300, 900, Drawing.White, ".png", image =>
        {
            for (var x = 1; x < 3_300; x += 2)
            {
                image.DrawRect([0, 0, 0], x, 0, 1, 900, fill: true);
            }
        });

        var large = Large(PictureReader.Read(lines));

        // The outermost columns take the edge for more of the same.
        Assert.All(Enumerable.Range(1, 1_598), x => Assert.InRange(large.Getpoint(x, 200)[0], 110, 145));
    }

    [Fact]
    public void A_picture_taken_sideways_stands_upright_and_no_wider_than_the_others()
    {
        // EXIF orientation 6: the first row is the right side.
        var sideways = Quarters(4_000, 2_000, ".jpg");
        byte[] exif = [0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];

        var large = Large(PictureReader.Read([.. sideways[..2], .. exif, .. sideways[2..]]));

        Assert.Equal((1_600, 3_200), (large.Width, large.Height));
        AssertNear(Drawing.Blue, large.Getpoint(200, 200));
        AssertNear(Drawing.Red, large.Getpoint(1_400, 200));
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
        (progressive[frame + 5], progressive[frame + 6], progressive[frame + 7], progressive[frame + 8]) = (
            6_000 >> 8,
            6_000 & 255,
            10_000 >> 8,
            10_000 & 255);

        Assert.Null(PictureReader.Read(SamplePictures.ProgressiveJpeg).Problem);
        Assert.Contains("JPEG non progressif", PictureReader.Read(progressive).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".tif")]
    [InlineData(".avif")]
    public void A_format_that_libvips_reads_and_we_do_not_accept_is_refused(string format)
    {
        using var image = Drawing.Draw(60, 60, Drawing.Teal);

        Assert.Contains("n’est pas une image JPEG", PictureReader.Read(image.WriteToBuffer(format)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_keeps_its_transparency_only_if_it_has_some()
    {
        using var image = Drawing.Draw(100, 100, Drawing.Teal);
        using var opaque = image.Bandjoin(255);
        using var glass = image.Bandjoin(100);

        Assert.All(PictureReader.Read(opaque.WriteToBuffer(".png")).Variants, v => Assert.Equal("image/jpeg", v.ContentType));
        Assert.All(PictureReader.Read(glass.WriteToBuffer(".png")).Variants, v => Assert.Equal("image/png", v.ContentType));
    }

    [Fact]
    public void Grey_and_sixteen_bit_pictures_and_those_for_print_are_read_as_colours()
    {
        using var image = Drawing.Draw(100, 100, Drawing.Red);
        using var grey = image.Colourspace(Enums.Interpretation.Bw);
        using var deep = image.Colourspace(Enums.Interpretation.Rgb16);
        using var print = image.Colourspace(Enums.Interpretation.Cmyk);

        Assert.Equal(3, Large(PictureReader.Read(grey.WriteToBuffer(".png"))).Bands);
        AssertNear(Drawing.Red, Large(PictureReader.Read(deep.WriteToBuffer(".png"))).Getpoint(50, 50));
        Assert.InRange(Large(PictureReader.Read(print.WriteToBuffer(".jpg"))).Getpoint(50, 50)[0], 200, 255);
    }

    private static Image Large(ReadPicture picture)
    {
        Assert.Null(picture.Problem);
        return Image.NewFromBuffer(picture.Variants.Single(v => v.Size is MediaSize.Large).Bytes);
    }

    private static void AssertNear(double[] expected, double[] actual) =>
        Assert.True(
            expected.Zip(actual, (e, a) => Math.Abs(e - a)).Sum() < 24, $"{string.Join(' ', actual)} instead of {string.Join(' ', expected)}");

    private static byte[] Quarters(int width, int height, string format)
    {
        var (x, y) = (width / 2, height / 2);
        return Drawing.Encode(width, height, Drawing.Red, format, image =>
        {
            image.DrawRect(Drawing.Lime, x, 0, width - x, y, fill: true);
            image.DrawRect(Drawing.Blue, 0, y, x, height - y, fill: true);
            image.DrawRect(Drawing.Yellow, x, y, width - x, height - y, fill: true);
        });
    }
}
