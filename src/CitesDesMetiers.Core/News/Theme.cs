using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Core.News;

/// <summary>A subject by which readers filter the news.</summary>
public class Theme
{
    public Theme(string name, string slug)
    {
        Name = Text.Line(name, 60, nameof(name));
        Slug = Text.Line(slug, 80, nameof(slug));
    }

    public int Id { get; private set; }
    public string Name { get; private set; }
    public string Slug { get; private set; }

    /// <summary>Renames it. Its address on the site stays, and published editions keep the old name.</summary>
    public void Rename(string name) => Name = Text.Line(name, 60, nameof(name));
}
