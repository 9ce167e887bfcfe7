namespace CitesDesMetiers.Sending.Copies;

/// <summary>Both bodies of a mail.</summary>
/// <param name="Html">A complete document.</param>
/// <param name="Text">Lines of at most 72 characters, except for longer addresses.</param>
public sealed record RenderedMail(string Html, string Text);
