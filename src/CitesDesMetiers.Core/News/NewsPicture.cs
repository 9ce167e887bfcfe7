using CitesDesMetiers.Core.Media;

namespace CitesDesMetiers.Core.News;

/// <summary>A picture of a news item, in its place.</summary>
public class NewsPicture
{
    public const int CaptionLength = 300;

    internal NewsPicture(MediaFile mediaFile, string? caption, int position)
    {
        MediaFile = mediaFile;
        Caption = caption;
        Position = position;
    }

    private NewsPicture()
    {
    }

    public int NewsItemId { get; private set; }
    public int MediaFileId { get; private set; }
    public MediaFile MediaFile { get; private set; } = null!;
    public string? Caption { get; private set; }

    /// <summary>1 for the first, which opens the article; the others follow the text.</summary>
    public int Position { get; private set; }
}
