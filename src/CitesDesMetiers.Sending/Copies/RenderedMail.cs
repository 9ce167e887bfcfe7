namespace CitesDesMetiers.Sending.Copies;

/// <summary>Both bodies of a mail.</summary>
/// <param name="Html">A whole document.</param>
/// <param name="Text">Lines of at most 72 characters, save for addresses that are longer.</param>
public sealed record RenderedMail(string Html, string Text);
