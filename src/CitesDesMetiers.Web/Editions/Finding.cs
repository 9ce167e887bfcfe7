namespace CitesDesMetiers.Web.Editions;

/// <summary>Something to mend before an issue goes out.</summary>
/// <param name="Blocks">Whether the issue cannot go out with it; otherwise the editor may decide.</param>
/// <param name="Message">French, says where and what to do.</param>
public sealed record Finding(bool Blocks, string Message);
