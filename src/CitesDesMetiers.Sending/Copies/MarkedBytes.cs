using System.Text;
using System.Text.RegularExpressions;

namespace CitesDesMetiers.Sending.Copies;

/// <summary>An ASCII text split at its marks once, so that each copy only inserts its own values between the pieces.</summary>
internal sealed partial class MarkedBytes
{
    /// <summary>As long as a token, so that folding around it stays valid, and made of letters that no encoding changes.</summary>
    public const string Token = "x-jeton-de-l-abonne-x-jeton-de-l-abonne-xyz";

    /// <inheritdoc cref="Token"/>
    public const string ManageToken = "x-jeton-des-reglages-x-jeton-des-reglages-x";
    public const string Address = "x-adresse-de-l-abonne-x@x-domaine-de-l-abonne-x.example";
    public const string MessageId = "x-identifiant-du-message-x@x-domaine-du-message-x.example";
    public const string Date = "x-date-de-l-envoi-x";

    private readonly (byte[] Bytes, CopyMark Mark)[] pieces;

    public MarkedBytes(string text) =>
        pieces = [.. Marks().Split(text)
            .Select(p => MarkOf(p) is { } mark ? (Array.Empty<byte>(), mark) : (Encoding.ASCII.GetBytes(p), CopyMark.None))];

    public int Count => pieces.Length;

    /// <summary>The pieces of one copy, in order.</summary>
    public ReadOnlyMemory<byte> this[int piece, in CopyValues values] =>
        pieces[piece].Mark is CopyMark.None ? pieces[piece].Bytes : values[pieces[piece].Mark];

    public int Length(in CopyValues values)
    {
        var length = 0;
        for (var i = 0; i < pieces.Length; i++)
        {
            length += this[i, values].Length;
        }

        return length;
    }

    /// <returns>The unused rest of <paramref name="target"/>.</returns>
    public Span<byte> CopyTo(Span<byte> target, in CopyValues values)
    {
        for (var i = 0; i < pieces.Length; i++)
        {
            var piece = this[i, values].Span;
            piece.CopyTo(target);
            target = target[piece.Length..];
        }

        return target;
    }

    private static CopyMark? MarkOf(string piece) =>
        piece switch
        {
            Token => CopyMark.Token,
            ManageToken => CopyMark.ManageToken,
            Address => CopyMark.Address,
            MessageId => CopyMark.MessageId,
            Date => CopyMark.Date,
            _ => null,
        };

    /// <summary>Matches the marks, in a group so that a split keeps them.</summary>
    [GeneratedRegex($"({Token}|{ManageToken}|{Address}|{MessageId}|{Date})")]
    private static partial Regex Marks();
}
