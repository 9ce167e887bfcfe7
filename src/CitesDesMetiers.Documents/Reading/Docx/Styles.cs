using System.Globalization;
using CitesDesMetiers.Core.French;
using DocumentFormat.OpenXml;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace CitesDesMetiers.Documents.Reading.Docx;

/// <summary>What a Word document says of a run: by itself, by its style, by that of its paragraph.</summary>
internal sealed class Styles
{
    private const double UsualSize = 11;
    private const int Deepest = 20;

    private readonly Dictionary<string, W.Style> named = [];
    private readonly W.RunPropertiesBaseStyle? usual;

    public Styles(W.Styles? styles)
    {
        usual = styles?.DocDefaults?.RunPropertiesDefault?.RunPropertiesBaseStyle;
        foreach (var style in styles?.Elements<W.Style>() ?? [])
        {
            named[style.StyleId?.Value ?? ""] = style;
        }
    }

    public TextStyle Of(W.Paragraph paragraph, W.Run run)
    {
        OpenXmlElement?[] sources =
        [
            run.RunProperties,
            .. Chain(run.RunProperties?.RunStyle?.Val?.Value).Select(s => s.StyleRunProperties),
            .. Chain(StyleOf(paragraph)).Select(s => s.StyleRunProperties),
            usual,
        ];
        var size = First<W.FontSize>(sources)?.Val?.Value;
        var colour = First<W.Color>(sources)?.Val?.Value;
        return new TextStyle(
            First<W.RunFonts>(sources)?.Ascii?.Value,
            double.TryParse(size, CultureInfo.InvariantCulture, out var halves) ? halves / 2 : UsualSize,
            IsOn(First<W.Bold>(sources)), IsOn(First<W.Italic>(sources)),
            colour is { Length: 6 } && colour != "000000" ? "#" + colour.ToUpperInvariant() : null);
    }

    public int? HeadingOf(W.Paragraph paragraph)
    {
        foreach (var style in Chain(StyleOf(paragraph)))
        {
            var name = Folding.Fold(style.StyleName?.Val?.Value ?? "");
            if ((name.StartsWith("heading ", StringComparison.Ordinal) || name.StartsWith("titre ", StringComparison.Ordinal))
                && name[^1] is >= '1' and <= '6')
            {
                return name[^1] - '0';
            }

            if (name is "title" or "titre")
            {
                return 1;
            }
        }

        return null;
    }

    public int? ListLevelOf(W.Paragraph paragraph) =>
        paragraph.ParagraphProperties?.NumberingProperties is { } own
            ? own.NumberingId?.Val?.Value == 0 ? null : own.NumberingLevelReference?.Val?.Value ?? 0
            : Chain(StyleOf(paragraph)).Any(s => s.StyleParagraphProperties?.NumberingProperties?.NumberingId?.Val?.Value > 0)
                && HeadingOf(paragraph) is null ? 0 : null;

    public string? LanguageOf(W.Paragraph paragraph) =>
        paragraph.Descendants<W.Languages>().FirstOrDefault()?.Val?.Value ?? usual?.GetFirstChild<W.Languages>()?.Val?.Value;

    public static bool IsHidden(W.Run run) => IsOn(run.RunProperties?.Vanish);

    private static string? StyleOf(W.Paragraph paragraph) => paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value;

    /// <summary>A style and those it is based on.</summary>
    private IEnumerable<W.Style> Chain(string? id)
    {
        for (var i = 0; i < Deepest && id is not null && named.TryGetValue(id, out var style); i++)
        {
            yield return style;
            id = style.BasedOn?.Val?.Value;
        }
    }

    private static T? First<T>(IEnumerable<OpenXmlElement?> sources) where T : OpenXmlElement =>
        sources.Select(s => s?.GetFirstChild<T>()).FirstOrDefault(e => e is not null);

    private static bool IsOn(W.OnOffType? value) => value is not null && (value.Val is null || value.Val.Value);
}
