using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.News;

/// <summary>
/// A picture of a news item with its place and its own words. The library's words are offered when it is added; later changes there do
/// not change it.
/// </summary>
public class NewsPicture
{
    public const int CaptionLength = 300;

    internal NewsPicture(MediaFile mediaFile, int position)
    {
        MediaFile = mediaFile;
        Position = position;
        AlternativeText = mediaFile.AlternativeText;
        Credit = mediaFile.Credit;
    }

    private NewsPicture() => AlternativeText = "";

    public int NewsItemId { get; private set; }
    public int MediaFileId { get; private set; }
    public MediaFile MediaFile { get; private set; } = null!;

    /// <summary>What it shows here, for those who do not see it.</summary>
    public string AlternativeText { get; private set; }
    public string? Caption { get; private set; }

    /// <inheritdoc cref="MediaFile.Credit"/>
    public string? Credit { get; private set; }

    /// <summary>From 1. The first picture opens the article; the others follow the text.</summary>
    public int Position { get; private set; }

    /// <summary>Changes the words of this use. The library's alternative text replaces a blank one.</summary>
    public void Describe(string? alternativeText, string? caption, string? credit)
    {
        AlternativeText = Text.OptionalLine(alternativeText, MediaFile.AlternativeTextLength, nameof(alternativeText)) ?? MediaFile.AlternativeText;
        Caption = Text.OptionalLine(caption, CaptionLength, nameof(caption));
        Credit = Text.OptionalLine(credit, MediaFile.CreditLength, nameof(credit));
    }
}
