using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Web.Ui.StructuredData;

namespace CitesDesMetiers.Web.Ui.Layout;

/// <summary>
/// What a page tells its layout. The views see it as <c>Head</c>. The layout renders last, so every part of a page can add to it.
/// It is scoped: an error page runs in a scope of its own and sees nothing of the page that failed.
/// </summary>
public sealed class PageHead
{
    private bool isRefused;
    private string distinction = "";

    /// <summary>Null leaves the name of the newsletter alone.</summary>
    public string? Title { get; set; }

    public string? Description { get; set; }

    /// <summary>Whether search engines leave the page out.</summary>
    public bool NoIndex { get; set; }

    /// <summary>Whether the page is one text, for messengers, and no list.</summary>
    public bool IsArticle { get; set; }

    /// <summary>The picture that messengers show with a link to the page.</summary>
    public EditionPicture? Image { get; set; }

    /// <summary>Address of the picture drawn for the page, for want of a large one of its own; null if none is drawn.</summary>
    public string? Card { get; set; }

    /// <summary>Whether this is the front page.</summary>
    public bool IsFront { get; set; }

    /// <summary>The edition whose names the masthead shows; null for the current names.</summary>
    public EditionContent? Masthead { get; set; }

    /// <summary>The look that a preview shows; null for that of the network.</summary>
    public NetworkLook? Look { get; set; }

    internal List<Alternate> Alternates { get; } = [];

    /// <summary>What the page says to search engines; left out with <see cref="NoIndex"/>.</summary>
    internal List<Thing> StructuredData { get; } = [];

    /// <summary>The title with what distinguishes this page: an error, a filter, a page number.</summary>
    public string FullTitle => $"{(isRefused ? "Erreur\u00A0: " : "")}{Title}{distinction}";

    /// <summary>Adds a filter or a page number to the title.</summary>
    public void AddToTitle(string? part)
    {
        if (!string.IsNullOrWhiteSpace(part))
        {
            distinction += $", {part.Trim()}";
        }
    }

    /// <summary>Begins the title with « Erreur : », because screen readers read the title first.</summary>
    public void BeginTitleWithError() => isRefused = true;
}
