using Markdig;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Renderers;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax.Inlines;

namespace CitesDesMetiers.Web.Content.Markdown;

/// <summary>
/// Parses 1^ère^ and CO~2~ like Pandoc: a word without spaces between two equal signs. Markdig's own extension also joins two distant
/// signs ("de 5~6 à 7~8"), and refuses "note^(1)^".
/// </summary>
internal sealed class RaisedTextExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline) => pipeline.InlineParsers.InsertBefore<EmphasisInlineParser>(new Parser());

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        if (renderer is HtmlRenderer html && html.ObjectRenderers.FindExact<EmphasisInlineRenderer>() is { } emphasis)
        {
            var others = emphasis.GetTag;
            emphasis.GetTag = inline => inline.DelimiterChar switch
            {
                '^' => "sup",
                '~' => "sub",
                _ => others(inline),
            };
        }
    }

    private sealed class Parser : InlineParser
    {
        // The first characters of other Markdown syntax, which would not be parsed inside.
        private const string Excluded = @"^~\`*_[]<>|";

        public Parser() => OpeningCharacters = ['^', '~'];

        public override bool Match(InlineProcessor processor, ref StringSlice slice)
        {
            var sign = slice.CurrentChar;
            var length = LengthOfWord(slice, out var speaks);
            if (length == 0 || !speaks || slice.PeekCharExtra(-1) == sign || slice.PeekChar(length + 1) != sign || slice.PeekChar(length + 2) == sign)
            {
                return false;
            }

            var word = new StringSlice(slice.Text, slice.Start + 1, slice.Start + length);
            processor.Inline = new EmphasisInline { DelimiterChar = sign, DelimiterCount = 1, IsClosed = true }
                .AppendChild(new LiteralInline(word) { IsClosed = true });
            slice.Start += length + 2;
            return true;
        }

        private static int LengthOfWord(StringSlice slice, out bool speaks)
        {
            speaks = false;
            var length = 0;
            for (var c = slice.PeekChar(1);
                c != '\0' && !char.IsWhiteSpace(c) && !Excluded.Contains(c, StringComparison.Ordinal);
                c = slice.PeekChar(++length + 1))
            {
                speaks |= char.IsLetterOrDigit(c);
            }

            return length;
        }
    }
}
