using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Search;

namespace CitesDesMetiers.Web.Newsletter.Search;

/// <summary>How many entries have this combination of values.</summary>
public sealed record SearchCount(SearchKind Kind, int? CiteId, SectionKind? Section, int? Year, string Language, int Count);
