using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace CitesDesMetiers.Web.Ui.Styles;

/// <summary>A style sheet as it is sent, under a fingerprint of its text.</summary>
internal sealed class StyleSheet
{
    private readonly byte[] plain;
    private readonly Lazy<byte[]> brotli;
    private readonly Lazy<byte[]> gzip;

    public StyleSheet(string text)
    {
        plain = Encoding.UTF8.GetBytes(text);
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(plain))[..16];
        brotli = new(() => Compressed(to => new BrotliStream(to, CompressionLevel.SmallestSize)));
        gzip = new(() => Compressed(to => new GZipStream(to, CompressionLevel.SmallestSize)));
    }

    public string Fingerprint { get; }

    /// <param name="encoding">As in Content-Encoding; null, or one that is not known, for the plain text.</param>
    public (byte[] Bytes, string? Encoding) In(string? encoding) => encoding switch
    {
        "br" => (brotli.Value, encoding),
        "gzip" => (gzip.Value, encoding),
        _ => (plain, null),
    };

    private byte[] Compressed(Func<Stream, Stream> compression)
    {
        using var memory = new MemoryStream();
        using (var stream = compression(memory))
        {
            stream.Write(plain);
        }

        return memory.ToArray();
    }
}
