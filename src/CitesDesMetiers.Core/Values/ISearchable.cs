namespace CitesDesMetiers.Core.Values;

/// <summary>
/// Something the desk's search finds. The context keeps <see cref="SearchSource"/> folded in a column named
/// <see cref="Column"/>, which is what queries compare with LIKE: the same on both databases.
/// </summary>
public interface ISearchable
{
    /// <summary>Name of the shadow property: <c>EF.Property&lt;string&gt;(x, ISearchable.Column)</c>.</summary>
    const string Column = "SearchText";

    /// <summary>All the words by which it can be found, as typed.</summary>
    string SearchSource { get; }
}
