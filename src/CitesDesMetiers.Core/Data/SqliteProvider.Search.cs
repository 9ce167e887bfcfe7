using CitesDesMetiers.Core.Search;

namespace CitesDesMetiers.Core.Data;

/// <summary>The search of the reading site by FTS5. The migration "Search" makes its table, and triggers that keep it.</summary>
internal sealed partial class SqliteProvider
{
    /// <summary>
    /// The + keeps SQLite from reading each row by its key: it goes through the narrow index of the migration "SearchFacets" instead, as long
    /// as a query names only columns of that index.
    /// </summary>
    public override string FindEntries => """
        SELECT * FROM "SearchEntries" WHERE +"Id" IN (SELECT rowid FROM "SearchWords" WHERE "SearchWords" MATCH {0})
        """;

    /// <summary>An FTS5 expression such as <c>("atelier" OR "ateliers") AND "inscr"*</c>. Forms hold letters and digits only.</summary>
    public override string SearchParameter(IReadOnlyList<SearchTerm> terms) =>
        string.Join(" AND ", terms.Select(t => $"({string.Join(" OR ", t.Forms.Select(form => $"\"{form}\"{(t.IsPrefix ? "*" : "")}"))})"));
}
