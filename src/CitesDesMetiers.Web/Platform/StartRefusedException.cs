namespace CitesDesMetiers.Web.Platform;

/// <summary>Thrown when the site must not start. The message, in English, is shown to the operator without a stack trace.</summary>
internal sealed class StartRefusedException(string message) : Exception(message);
