using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace CitesDesMetiers.Web.Desk.Embedding;

/// <summary>Something to embed in the site of a Cité. All addresses in it are whole.</summary>
internal abstract class Embedded
{
    /// <summary>Leaves accents readable for those who copy the code.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The HTML to paste.</summary>
    public abstract string Html { get; }

    /// <summary>The script element to paste instead.</summary>
    public abstract string Script { get; }

    /// <summary>Address of the page that shows the same; null if there is none.</summary>
    public virtual string? Address => null;

    protected static string Encoded(string text) => Encoder.Encode(text);
}
