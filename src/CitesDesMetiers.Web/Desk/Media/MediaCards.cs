using CitesDesMetiers.Web.Ui.Lists;

namespace CitesDesMetiers.Web.Desk.Media;

/// <summary>Pictures in a grid.</summary>
/// <param name="Named">The names used in texts or editions; null to leave out which pictures are used.</param>
internal sealed record MediaCards(IReadOnlyList<MediaRow> Pictures, IReadOnlySet<string>? Named = null);

/// <inheritdoc cref="MediaCards"/>
internal sealed record MediaList(MediaFilter Filter, IReadOnlyList<MediaRow> Rows, IReadOnlySet<string> Named)
    : ListPage<MediaFilter, MediaRow>(Filter, Rows);
