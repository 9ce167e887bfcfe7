namespace CitesDesMetiers.Web.Newsletter.Issues.Translations;

/// <summary>How a text is typed.</summary>
public enum PassageForm
{
    Line,
    Paragraphs,
    Markdown,
}

/// <summary>A text of an issue that a translation says in its own language.</summary>
/// <param name="Key">See <see cref="Core.Issues.PassageKeys"/>.</param>
/// <param name="Group">What it belongs to, in French: "La nouvelle « X »".</param>
/// <param name="Label">What it is, in French: "Titre".</param>
/// <param name="Length">The most characters it may have.</param>
public sealed record SourcePassage(string Key, string Group, string Label, PassageForm Form, int Length, string Text)
{
    /// <summary>Whether original and translation share the thing it is a text of, so that the passage keeps the translation.</summary>
    public bool IsShared { get; init; }

    /// <summary>Whether its section is hidden, and does not appear.</summary>
    public bool IsHidden { get; init; }
}
