namespace CitesDesMetiers.Core.Search;

/// <summary>A word or a quoted phrase that a page must contain to be found.</summary>
/// <param name="Forms">Singular and plural of a word; the words of a phrase with single spaces. Letters and digits only.</param>
/// <param name="IsPrefix">Whether longer words that begin with the form match too.</param>
public sealed record SearchTerm(IReadOnlyList<string> Forms, bool IsPrefix)
{
    /// <summary>Patterns of LIKE over <see cref="SearchWords.Of"/>. A row matches if it matches one of them.</summary>
    public IEnumerable<string> Patterns => Forms.Select(form => IsPrefix ? $"% {form}%" : $"% {form} %");
}
