using AngleSharp.Dom;
using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Web.Content.Markdown;

/// <summary>Applies French typography to the texts of an HTML tree.</summary>
internal static class TypographyInHtml
{
    /// <summary>Changes all French texts except code and addresses. A sentence divided by markup is treated as one.</summary>
    /// <param name="root">Is changed in place.</param>
    /// <param name="language">BCP 47 tag of the whole. A nearer <c>lang</c> attribute takes precedence.</param>
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

    /// <summary>The texts in reading order, grouped by line.</summary>
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
