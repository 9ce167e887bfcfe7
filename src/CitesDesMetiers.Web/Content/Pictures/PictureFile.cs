using NetVips;
using Vips = NetVips.NetVips;

namespace CitesDesMetiers.Web.Content.Pictures;

/// <summary>The header of an uploaded file: what is known of a picture before it is decoded.</summary>
/// <param name="Width">Pixels as stored, before the picture is rotated upright.</param>
/// <param name="Height">Pixels as stored.</param>
/// <param name="Cost">
/// Bytes that the decoder holds for the whole picture, whatever the size of the result; 0 for a picture decoded row by row.
/// </param>
/// <param name="HasProfile">Whether the file contains a colour profile (ICC.1).</param>
internal sealed record PictureFile(int Width, int Height, long Cost, bool HasProfile)
{
    /// <summary>The formats we accept. libvips reads many more, several of them with libraries that are not hardened.</summary>
    private static readonly string[] Loaders =
        ["VipsForeignLoadJpegBuffer", "VipsForeignLoadPngBuffer", "VipsForeignLoadWebpBuffer", "VipsForeignLoadNsgifBuffer"];

    static PictureFile()
    {
        Vips.BlockUntrusted = true;
        Operation.Block("VipsForeignLoad", true);
        foreach (var loader in Loaders)
        {
            Operation.Block(loader, false);
        }

        // A damaged upload ends in a refusal. libvips also writes a line to the standard error stream for each such file.
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, (_, _, _) => { });

        // PictureTurns lets two pictures through at once. More threads for each would need more memory and save little time.
        Vips.Concurrency = 1;

        // No picture is processed twice: a cache would only keep pixels in memory.
        Cache.Max = 0;
    }

    /// <summary>Reads the header only.</summary>
    /// <returns>Null when the file is in none of the formats we accept.</returns>
    public static PictureFile? ReadHead(byte[] file)
    {
        try
        {
            using var head = Open(file);
            return new PictureFile(head.Width, head.Height, CostOf(head, file), head.Contains("icc-profile-data"));
        }
        catch (VipsException)
        {
            return null;
        }
    }

    /// <summary>
    /// Decodes a picture and shrinks it to fit a box. The result is upright, in sRGB, with 8 bits a band,
    /// in memory. Colours of another profile, as phones store them, are converted.
    /// </summary>
    /// <returns>Null when the file is damaged or ends too early. The caller disposes the picture.</returns>
    public Image? Decode(byte[] file, int maxWidth, int maxHeight)
    {
        try
        {
            using var shrunk = Image.ThumbnailBuffer(
                file, maxWidth, height: maxHeight, size: Enums.Size.Down, outputProfile: HasProfile ? "srgb" : null, failOn: Enums.FailOn.Error);
            using var coloured = shrunk.Colourspace(Enums.Interpretation.Srgb);
            return coloured.CopyMemory();
        }
        catch (VipsException)
        {
            return null;
        }
    }

    /// <summary>Opens a file that this site encoded. All files are opened in this class, because it restricts the loaders of libvips.</summary>
    /// <exception cref="VipsException">It is none of the accepted formats.</exception>
    public static Image Open(byte[] file) => Image.NewFromBuffer(file);

    private static long CostOf(Image head, ReadOnlySpan<byte> file)
    {
        var pixels = (long)head.Width * head.Height;
        return head.Get("vips-loader") switch
        {
            // A JPEG in several scans keeps two bytes per coefficient. With 4:2:0, each colour has a quarter of the points.
            "jpegload_buffer" when IsSet(head, "jpeg-multiscan") =>
                head.Get("jpeg-chroma-subsample") is "4:2:0" ? 3 * pixels : 2 * head.Bands * pixels,
            "jpegload_buffer" => 0,
            "pngload_buffer" => IsSet(head, "interlaced") ? head.Bands * (head.Format is Enums.BandFormat.Uchar ? 1 : 2) * pixels : 0,

            // A file that begins with "VP8 " is a simple lossy picture.
            "webpload_buffer" when file.Length > 16 && file[12..16].SequenceEqual("VP8 "u8) => 0,
            _ => 4 * pixels,
        };
    }

    private static bool IsSet(Image head, string field) => head.Contains(field) && head.Get(field) is not 0;
}
