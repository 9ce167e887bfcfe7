namespace CitesDesMetiers.Web.Desk.Dashboard;

internal enum StepState
{
    Done,

    /// <summary>Something is to be done here now.</summary>
    Waits,
    ToCome,
}

/// <param name="Detail">What is done, or what waits.</param>
/// <param name="Path">The page of the step; null while there is none.</param>
internal sealed record PathStep(string Name, StepState State, string Detail, string? Path);

/// <summary>The work in progress as a path: where it stands, and what to do next.</summary>
/// <param name="Action">Text of the only main button of the page.</param>
internal sealed record WorkPath(string Title, string? Subject, IReadOnlyList<PathStep> Steps, string Action, string ActionPath)
{
    /// <summary>The issue that it shows; null for none.</summary>
    public int? IssueId { get; init; }

    /// <summary>Whether something else on the page comes first: its button is the main one then.</summary>
    public bool IsSecond { get; init; }
}
