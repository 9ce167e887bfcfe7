using System.Text;

namespace CitesDesMetiers.Web.Newsletter.Issues.Pdf;

/// <summary>Finds the operators of a content stream (ISO 32000-1, 7.8.2).</summary>
internal static class ContentOperators
{
    /// <returns>
    /// Each operator with the place where its operands start and the place after it. The data of an inline picture belongs to its EI.
    /// </returns>
    public static IEnumerable<(string Name, int Start, int End)> Of(byte[] content)
    {
        var start = -1;
        for (var i = 0; i < content.Length;)
        {
            var c = (char)content[i];
            if (IsSpace(c))
            {
                i++;
                continue;
            }

            start = start < 0 ? i : start;
            var end = c switch
            {
                '(' => AfterText(content, i),
                '%' => AfterLine(content, i),
                '<' when Next(content, i) != '<' => Array.IndexOf(content, (byte)'>', i) is > 0 and var close ? close + 1 : content.Length,
                '/' => AfterWord(content, i + 1),
                _ when IsDelimiter(c) => i + 1,
                _ => AfterWord(content, i),
            };
            if (!IsDelimiter(c) && !IsNumber(c))
            {
                var name = Encoding.ASCII.GetString(content, i, end - i);
                if (name is "ID")
                {
                    (name, end) = ("EI", AfterPicture(content, end));
                }

                if (name is not ("true" or "false" or "null"))
                {
                    yield return (name, start, end);
                    start = -1;
                }
            }

            i = end;
        }
    }

    private static bool IsSpace(char c) => c is '\0' or '\t' or '\n' or '\f' or '\r' or ' ';

    private static bool IsDelimiter(char c) => c is '(' or ')' or '<' or '>' or '[' or ']' or '{' or '}' or '/' or '%';

    private static bool IsNumber(char c) => c is '+' or '-' or '.' || char.IsAsciiDigit(c);

    private static char Next(byte[] content, int i) => i + 1 < content.Length ? (char)content[i + 1] : '\0';

    private static int AfterWord(byte[] content, int i)
    {
        while (i < content.Length && !IsSpace((char)content[i]) && !IsDelimiter((char)content[i]))
        {
            i++;
        }

        return i;
    }

    private static int AfterLine(byte[] content, int i)
    {
        while (i < content.Length && content[i] is not ((byte)'\n' or (byte)'\r'))
        {
            i++;
        }

        return i;
    }

    private static int AfterText(byte[] content, int i)
    {
        var depth = 0;
        for (; i < content.Length; i++)
        {
            switch ((char)content[i])
            {
                case '\\':
                    i++;
                    break;
                case '(':
                    depth++;
                    break;
                case ')' when --depth == 0:
                    return i + 1;
            }
        }

        return content.Length;
    }

    /// <summary>The place after "EI" between spaces.</summary>
    private static int AfterPicture(byte[] content, int i)
    {
        for (; i + 3 < content.Length; i++)
        {
            if (IsSpace((char)content[i]) && content[i + 1] == 'E' && content[i + 2] == 'I' && IsSpace((char)content[i + 3]))
            {
                return i + 3;
            }
        }

        return content.Length;
    }
}
