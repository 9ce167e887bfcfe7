using System.Text;
using System.Text.RegularExpressions;
using CitesDesMetiers.Documents.Reading;

namespace CitesDesMetiers.Documents.Understanding;

/// <summary>
/// Keeps bold and italics of a paragraph. Until the text is escaped and has its links, four signs that no text has stand for the asterisks.
/// </summary>
internal static partial class EmphasisMarkdown
{
    private const char Bold = '\uFDD0';
    private const char BoldEnd = '\uFDD1';
    private const char Italic = '\uFDD2';
    private const char ItalicEnd = '\uFDD3';

    /// <returns>The lines joined, with signs; null if there is nothing to keep, or Markdown could not say it.</returns>
    public static string? Mark(IReadOnlyList<Line> lines, bool bold, bool italic)
    {
        var marked = new List<string>();
        var open = (Bold: false, Italic: false);
        foreach (var line in lines)
        {
            var (text, at) = (new StringBuilder(), 0);
            foreach (var emphasis in line.Emphases ?? [])
            {
                Write(line.Text[at..emphasis.Start], default);
                at = emphasis.Start + emphasis.Length;
                Write(line.Text[emphasis.Start..at], (bold && emphasis.Bold, italic && emphasis.Italic));
            }

            Write(line.Text[at..], default);
            marked.Add(text.ToString());

            void Write(string piece, (bool Bold, bool Italic) look)
            {
                if (piece.Length > 0 && look != open)
                {
                    text.Append(Ends(open)).Append(Starts(look));
                    open = look;
                }

                text.Append(piece);
            }
        }

        marked[^1] += Ends(open);
        var tidy = Tidy(LineJoining.Join(marked));
        return tidy.IndexOfAny([BoldEnd, ItalicEnd]) >= 0 && !Touching().IsMatch(tidy) ? tidy : null;
    }

    public static string Of(string marked) => marked.Replace(Bold.ToString(), "**", StringComparison.Ordinal)
        .Replace(BoldEnd.ToString(), "**", StringComparison.Ordinal).Replace(Italic, '*').Replace(ItalicEnd, '*');

    private static string Starts((bool Bold, bool Italic) look) => (look.Bold ? $"{Bold}" : "") + (look.Italic ? $"{Italic}" : "");

    private static string Ends((bool Bold, bool Italic) look) => (look.Italic ? $"{ItalicEnd}" : "") + (look.Bold ? $"{BoldEnd}" : "");

    /// <summary>Markdown wants a letter inside of each asterisk. A part of a word, such as its first letter, is decoration.</summary>
    private static string Tidy(string text)
    {
        text = SpaceAfterStart().Replace(text, "$2$1");
        text = SpaceBeforeEnd().Replace(text, "$2$1");
        return PartOfWord().Replace(Empty().Replace(text, ""), m => SignsOnly().Replace(m.Value, ""));
    }

    [GeneratedRegex(@"([\uFDD0\uFDD2]+)([^\p{L}\p{N}\uFDD0-\uFDD3]+)")]
    private static partial Regex SpaceAfterStart();

    // A long row of signs before no end must not be tried from each of them.
    [GeneratedRegex(@"([^\p{L}\p{N}\uFDD0-\uFDD3]+)([\uFDD1\uFDD3]+)", RegexOptions.NonBacktracking)]
    private static partial Regex SpaceBeforeEnd();

    [GeneratedRegex(@"[\uFDD0\uFDD2]+[\uFDD1\uFDD3]+")]
    private static partial Regex Empty();

    [GeneratedRegex(
        @"(?<=[\p{L}\p{N}])[\uFDD0\uFDD2]+[^\uFDD0-\uFDD3]*[\uFDD1\uFDD3]+|[\uFDD0\uFDD2]+[^\uFDD0-\uFDD3]*[\uFDD1\uFDD3]+(?=[\p{L}\p{N}])")]
    private static partial Regex PartOfWord();

    [GeneratedRegex(@"[\uFDD0-\uFDD3]")]
    private static partial Regex SignsOnly();

    [GeneratedRegex(@"[\uFDD1\uFDD3][\uFDD0\uFDD2]")]
    private static partial Regex Touching();
}
