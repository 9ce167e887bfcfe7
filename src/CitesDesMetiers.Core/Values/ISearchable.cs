namespace CitesDesMetiers.Core.Values;

/// <summary>
/// An entity that the desk's search finds. The context keeps <see cref="SearchSource"/>, folded, in the column <see cref="Column"/>,
/// which queries compare with LIKE on both databases.
/// </summary>
public interface ISearchable
{
    /// <summary>Name of the shadow property: <c>EF.Property&lt;string&gt;(x, ISearchable.Column)</c>.</summary>
    const string Column = "SearchText";

    /// <summary>All words by which it can be found, as typed.</summary>
    string SearchSource { get; }
}
