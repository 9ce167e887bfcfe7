using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Search;

namespace CitesDesMetiers.Web.Newsletter.Search;

/// <param name="Theme">Slug of a theme; null for the count of all.</param>
public sealed record SearchCount(SearchKind Kind, int? CiteId, SectionKind? Section, int? Year, string Language, string? Theme, int Count);
