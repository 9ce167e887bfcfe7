namespace CitesDesMetiers.Documents.Reading.Pdf;

/// <summary>What one page of a PDF holds.</summary>
/// <param name="Unknown">How many of its letters are unknown.</param>
internal sealed record PageContent(
    int Number, PageSize Size, List<MarkedGlyph> Glyphs, List<PageLink> Links, List<(Box Box, Picture Picture)> Pictures, int Unknown);

/// <param name="Mark">The number of the marked content it belongs to.</param>
/// <param name="IsArtifact">Whether the document says that it is no text, such as a page number.</param>
internal sealed record MarkedGlyph(Glyph Glyph, int? Mark, bool IsArtifact);
