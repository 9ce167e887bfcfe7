using AngleSharp.Dom;
using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Web.Content.Markdown;

/// <summary>French typography in the texts of an HTML tree.</summary>
internal static class TypographyInHtml
{
    /// <summary>Sets every French text but code and addresses; a sentence that markup cuts into pieces is set as one.</summary>
    /// <param name="root">Changed in place.</param>
    /// <param name="language">BCP 47 tag of the whole; a nearer <c>lang</c> wins.</param>
    public static void Apply(IElement root, string language)
    {
        foreach (var sentence in Sentences(root))
        {
            for (var i = 0; i < sentence.Count; i++)
            {
                var text = sentence[i];
                if (HtmlFragment.IsFrench(text, language) && !IsVerbatim(text))
                {
                    char? before = i > 0 ? sentence[i - 1].Data[^1] : null;
                    char? after = i + 1 < sentence.Count ? sentence[i + 1].Data[0] : null;
                    text.Data = Typography.ForWeb(text.Data, before, after);
                }
            }
        }
    }

    private static bool IsVerbatim(IText text) =>
        text.ParentElement?.Closest("code,pre") is not null
        || (text.ParentElement?.Closest("a") is { } link && HtmlFragment.ShowsItsAddress(link));

    /// <summary>The texts in reading order, those that stand in one line together.</summary>
    private static List<List<IText>> Sentences(IElement root)
    {
        var sentences = new List<List<IText>> { new() };
        foreach (var node in root.Descendants())
        {
            if (node is IText { Length: > 0 } text)
            {
                sentences[^1].Add(text);
            }
            else if (node is IElement { LocalName: not ("a" or "strong" or "em" or "sup" or "sub" or "span" or "code") })
            {
                sentences.Add([]);
            }
        }

        return sentences;
    }
}
