namespace CitesDesMetiers.Web.Platform;

/// <summary>The site must not start as things stand. The message, in English, is shown to whoever started it, without a stack trace.</summary>
internal sealed class StartRefusedException(string message) : Exception(message);
