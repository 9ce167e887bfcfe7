using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace CitesDesMetiers.Web.Sending.Signing;

/// <summary>
/// Signs copies over their own bytes, relaxed/relaxed (RFC 6376 3.4): what all copies have in common is brought into its canonical
/// form once. Values hold no run of spaces and stand within lines, so that putting them in afterwards changes nothing of the form.
/// </summary>
internal sealed partial class CopySignature
{
    private readonly string names;
    private readonly string fields;

    /// <param name="head">The header fields, with marks.</param>
    public CopySignature(string head)
    {
        var all = Field().Matches(head).ToLookup(m => m.Groups[1].Value.ToLowerInvariant(), m => m.Groups[2].Value);
        string[] present = [.. SigningKey.Fields.Where(all.Contains)];
        names = string.Join(':', present.Select((n, i) => i % 5 == 4 ? "\r\n\t" + n : n));
        fields = string.Concat(present.Distinct().Select(n => Relaxed(n, all[n].Last()) + "\r\n"));
    }

    /// <summary>The canonical body: no space at the end of a line, no run of spaces, no empty line at the end.</summary>
    public static string Body(string body) =>
        EndOfLine().Replace(Spaces().Replace(body, " "), "\r\n").TrimEnd('\r', '\n') + "\r\n";

    /// <param name="fill">Puts the values of this copy into a text with marks.</param>
    /// <param name="body">The pieces of the canonical body with the values of this copy.</param>
    /// <returns>The DKIM-Signature fields, one a key.</returns>
    public string Sign(IReadOnlyList<SigningKey> keys, Func<string, string> fill, IEnumerable<ReadOnlyMemory<byte>> body, DateTimeOffset now)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var piece in body)
        {
            hash.AppendData(piece.Span);
        }

        var (bodyHash, signed) = (Convert.ToBase64String(hash.GetHashAndReset()), fill(fields));
        return string.Concat(keys.Select(k => Sign(k, signed, bodyHash, now)));
    }

    private string Sign(SigningKey key, string signed, string bodyHash, DateTimeOffset now)
    {
        var value = string.Create(
            CultureInfo.InvariantCulture,
            $" v=1; a={key.Name}; c=relaxed/relaxed;\r\n\td={key.Domain}; s={key.Selector};\r\n\tt={now.ToUnixTimeSeconds()};\r\n\th={names};\r\n\tbh={bodyHash};\r\n\tb=");
        var signature = Convert.ToBase64String(key.Sign(signed + Relaxed("dkim-signature", value)));
        return $"DKIM-Signature:{value}{string.Join("\r\n\t", signature.Chunk(72).Select(c => new string(c)))}\r\n";
    }

    private static string Relaxed(string name, string value) => name + ":" + Spaces().Replace(value.Replace("\r\n", "", StringComparison.Ordinal), " ").Trim(' ');

    [GeneratedRegex("([^\r:]+):([^\r]*(?:\r\n[ \t][^\r]*)*)\r\n")]
    private static partial Regex Field();

    [GeneratedRegex("[ \t]+")]
    private static partial Regex Spaces();

    [GeneratedRegex(" ?\r\n")]
    private static partial Regex EndOfLine();
}
