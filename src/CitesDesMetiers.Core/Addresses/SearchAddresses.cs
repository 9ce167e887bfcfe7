namespace CitesDesMetiers.Core.Addresses;

/// <summary>Addresses of the search of the reading site. Each takes the search as its query.</summary>
public static class SearchAddresses
{
    public const string Page = "/recherche";
    public const string Suggestions = Page + "/suggestions";

    /// <summary>The results as an Atom feed.</summary>
    public const string Feed = Page + ".atom";

    /// <summary>The description for the search box of a browser.</summary>
    public const string Engine = Page + ".xml";
}
