namespace CitesDesMetiers.Core.Issues;

/// <summary>A change to an issue began from a state that it is no longer in: a section or an item has gone, or another stands there.</summary>
public sealed class StaleIssueException(string message) : InvalidOperationException(message);
