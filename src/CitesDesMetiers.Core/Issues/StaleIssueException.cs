namespace CitesDesMetiers.Core.Issues;

/// <summary>An issue no longer has the sections or items that a change to it was based on.</summary>
public sealed class StaleIssueException(string message) : InvalidOperationException(message);
