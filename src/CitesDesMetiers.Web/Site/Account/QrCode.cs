using System.Text;
using QRCoder;

namespace CitesDesMetiers.Web.Site.Account;

/// <summary>A QR code as the path of an SVG. The library's own SVG has style attributes, which the security policy refuses.</summary>
/// <param name="Size">Of the square, in units of the path, with the white border that readers need.</param>
/// <param name="Path">A rectangle for each run of dark modules.</param>
internal sealed record QrCode(int Size, string Path)
{
    public static QrCode Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Count; x++)
            {
                var start = x;
                while (x < rows[y].Count && rows[y][x])
                {
                    x++;
                }

                if (x > start)
                {
                    path.Append(System.Globalization.CultureInfo.InvariantCulture, $"M{start} {y}h{x - start}v1h-{x - start}z");
                }
            }
        }

        return new(rows.Count, path.ToString());
    }
}
