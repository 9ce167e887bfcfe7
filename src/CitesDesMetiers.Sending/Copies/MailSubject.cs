using System.Text;
using MimeKit;

namespace CitesDesMetiers.Sending.Copies;

/// <summary>
/// Encodes a subject as RFC 2047 requires: words of at most 75 characters on lines of at most 76, none of which splits a character.
/// MimeKit 4.18 writes a French subject as one word of up to 120.
/// </summary>
internal static class MailSubject
{
    /// <summary>Leaves room for the field's name on the first line.</summary>
    private const int BytesPerWord = 39;

    public static Header Of(string subject)
    {
        var header = new Header(HeaderId.Subject, Ascii.IsValid(subject) ? subject : "");
        if (!Ascii.IsValid(subject))
        {
            header.SetRawValue(Encoding.ASCII.GetBytes(string.Concat(Words(subject)
                .Select(word => $" =?utf-8?b?{Convert.ToBase64String(word)}?=\n"))));
        }

        return header;
    }

    private static IEnumerable<byte[]> Words(string subject)
    {
        var word = new List<byte>(BytesPerWord);
        var rune = new byte[4];
        foreach (var character in subject.EnumerateRunes())
        {
            var length = character.EncodeToUtf8(rune);
            if (word.Count + length > BytesPerWord)
            {
                yield return [.. word];
                word.Clear();
            }

            word.AddRange(rune.AsSpan(0, length));
        }

        yield return [.. word];
    }
}
