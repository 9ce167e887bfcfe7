using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CitesDesMetiers.Sending.Signing;

namespace CitesDesMetiers.Sending.Copies;

/// <summary>
/// Signs copies with DKIM, relaxed/relaxed (RFC 6376 3.4). The common text is canonicalised once. Values contain no runs of spaces and
/// stand within lines, so that inserting them keeps the canonical form.
/// </summary>
internal sealed partial class CopySignature
{
    /// <summary>Folding white space (RFC 5322 2.2.3); its canonical form is one space.</summary>
    private const string Fold = "\r\n\t";

    private const int LineLength = 72;

    private readonly ConcurrentBag<IncrementalHash> hashes = [];
    private readonly string names;
    private readonly MarkedBytes fields;
    private readonly MarkedBytes body;

    /// <param name="head">The header fields with marks.</param>
    /// <param name="body">The body after the empty line, with marks.</param>
    public CopySignature(string head, string body)
    {
        var all = Field().Matches(head).ToLookup(m => m.Groups[1].Value.ToLowerInvariant(), m => m.Groups[2].Value);
        string[] present = [.. SigningKey.Fields.Where(all.Contains)];
        names = string.Join(':', present.Select((n, i) => i % 5 == 4 ? Fold + n : n));
        fields = new MarkedBytes(string.Concat(present.Distinct().Select(n => Relaxed(n, all[n].Last()) + "\r\n")));
        this.body = new MarkedBytes(Canonical(body));
    }

    /// <returns>The DKIM-Signature fields, one for each key.</returns>
    public string Sign(IReadOnlyList<SigningKey> keys, in CopyValues values, DateTimeOffset now)
    {
        var hash = hashes.TryTake(out var idle) ? idle : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, body, values);
        var bodyHash = Convert.ToBase64String(hash.GetHashAndReset());
        var signatures = new string[keys.Count];
        for (var i = 0; i < signatures.Length; i++)
        {
            Append(hash, fields, values);
            signatures[i] = Sign(keys[i], hash, bodyHash, now);
        }

        hashes.Add(hash);
        return string.Concat(signatures);
    }

    /// <param name="hash">A hash that has already taken in the other fields.</param>
    private string Sign(SigningKey key, IncrementalHash hash, string bodyHash, DateTimeOffset now)
    {
        var start = string.Create(
            CultureInfo.InvariantCulture,
            $"v=1; a={key.Name}; c=relaxed/relaxed;{Fold}d={key.Domain}; s={key.Selector};{Fold}t={now.ToUnixTimeSeconds()};{Fold}h={names};{Fold}bh={bodyHash};{Fold}b=");
        hash.AppendData(Encoding.ASCII.GetBytes("dkim-signature:" + start.Replace(Fold, " ", StringComparison.Ordinal)));
        var signature = Convert.ToBase64String(key.Sign(hash.GetHashAndReset()));
        var field = new StringBuilder("DKIM-Signature: ", 1_024).Append(start);
        for (var at = 0; at < signature.Length; at += LineLength)
        {
            field.Append(at > 0 ? Fold : "").Append(signature.AsSpan(at, Math.Min(LineLength, signature.Length - at)));
        }

        return field.Append("\r\n").ToString();
    }

    private static void Append(IncrementalHash hash, MarkedBytes text, in CopyValues values)
    {
        for (var i = 0; i < text.Count; i++)
        {
            hash.AppendData(text[i, values].Span);
        }
    }

    /// <summary>Removes spaces at line ends, runs of spaces, and empty lines at the end.</summary>
    private static string Canonical(string body) =>
        EndOfLine().Replace(Spaces().Replace(body, " "), "\r\n").TrimEnd('\r', '\n') + "\r\n";

    private static string Relaxed(string name, string value) =>
        name + ":" + Spaces().Replace(value.Replace("\r\n", "", StringComparison.Ordinal), " ").Trim(' ');

    [GeneratedRegex("([^\r:]+):([^\r]*(?:\r\n[ \t][^\r]*)*)\r\n")]
    private static partial Regex Field();

    [GeneratedRegex("[ \t]+")]
    private static partial Regex Spaces();

    [GeneratedRegex(" ?\r\n")]
    private static partial Regex EndOfLine();
}
