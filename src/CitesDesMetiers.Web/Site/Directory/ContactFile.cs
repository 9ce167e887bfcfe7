using System.Text;

namespace CitesDesMetiers.Web.Site.Directory;

/// <summary>Writes contacts as vCards 3.0 (RFC 2426), which address books of every age read.</summary>
internal static class ContactFile
{
    /// <summary>Longest line in octets without its end (RFC 2426, 2.6).</summary>
    private const int Width = 75;

    public static string Of(IEnumerable<DirectoryContact> contacts)
    {
        var file = new StringBuilder();
        foreach (var contact in contacts)
        {
            Line(file, "BEGIN:VCARD");
            Line(file, "VERSION:3.0");
            Line(file, "FN:" + Escaped(contact.Name));

            // A name may be that of a team, and nothing says which part is the family name.
            Line(file, $"N:{Escaped(contact.Name)};;;;");
            Line(file, "ORG:" + Escaped(contact.Organisation));
            Line(file, "TITLE:", contact.Post);
            Line(file, "EMAIL;TYPE=INTERNET:", contact.Address);
            Line(file, "TEL;TYPE=WORK:", contact.Phone);
            Line(file, "END:VCARD");
        }

        return file.ToString();
    }

    private static void Line(StringBuilder file, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            Line(file, name + Escaped(value));
        }
    }

    /// <summary>Folds between characters: a line goes on after a line break and a space.</summary>
    private static void Line(StringBuilder file, string line)
    {
        var width = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (width + rune.Utf8SequenceLength > Width)
            {
                file.Append("\r\n ");
                width = 1;
            }

            file.Append(rune.ToString());
            width += rune.Utf8SequenceLength;
        }

        file.Append("\r\n");
    }

    private static string Escaped(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace(";", @"\;", StringComparison.Ordinal)
            .Replace(",", @"\,", StringComparison.Ordinal).ReplaceLineEndings(@"\n");
}
