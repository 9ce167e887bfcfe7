using System.Buffers;

namespace CitesDesMetiers.Web.Content.Markdown;

/// <summary>
/// Estimates whether a text can be rendered quickly. The parser compares each closing mark with the opening ones, so a text
/// consisting mostly of marks takes seconds. Counting marks takes microseconds. Real texts have at most half as many.
/// </summary>
internal static class MarkdownBudget
{
    /// <summary>The limit for a whole text. An opening bracket counts three times and a line twice, according to their cost.</summary>
    private const int Marks = 6_500;

    /// <summary>The limit for a paragraph, because the cost grows with the square of its marks.</summary>
    private const int MarksOfParagraph = 1_000;

    /// <summary>The limit for web and mail addresses, which become links automatically.</summary>
    private const int Addresses = 1_000;

    /// <summary>The limit for nested quotes and lists.</summary>
    private const int Depth = 50;

    private static readonly SearchValues<char> Signs = SearchValues.Create("[](*_^~`");

    private static readonly SearchValues<string> AddressStarts = SearchValues.Create(["://", "www.", "@"], StringComparison.OrdinalIgnoreCase);

    public static bool Allows(string text)
    {
        var (all, paragraph) = (0, 0);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var marks = Count(line, Signs) + (2 * line.Count('['));
            all += marks + 2;
            paragraph = line.IsWhiteSpace() ? 0 : paragraph + marks;
            if (all > Marks || paragraph > MarksOfParagraph || DepthOf(line) > Depth)
            {
                return false;
            }
        }

        return Count(text, AddressStarts) <= Addresses;
    }

    private static int Count(ReadOnlySpan<char> text, SearchValues<char> signs)
    {
        var count = 0;
        for (var at = text.IndexOfAny(signs); at >= 0; at = text.IndexOfAny(signs))
        {
            text = text[(at + 1)..];
            count++;
        }

        return count;
    }

    private static int Count(ReadOnlySpan<char> text, SearchValues<string> starts)
    {
        var count = 0;
        for (var at = text.IndexOfAny(starts); at >= 0; at = text.IndexOfAny(starts))
        {
            text = text[(at + 1)..];
            count++;
        }

        return count;
    }

    /// <summary>The number of quote and list marks before the first word: 3 for "&gt; 1. - a".</summary>
    private static int DepthOf(ReadOnlySpan<char> line)
    {
        var depth = 0;
        while (true)
        {
            line = line.TrimStart(" \t");
            var digits = line.IndexOfAnyExceptInRange('0', '9');
            if (line is ['>', ..] or ['-' or '+' or '*' or '•', ' ' or '\t', ..])
            {
                line = line[1..];
            }
            else if (digits > 0 && line[digits..] is ['.' or ')', ' ' or '\t', ..])
            {
                line = line[(digits + 1)..];
            }
            else
            {
                return depth;
            }

            depth++;
        }
    }
}
