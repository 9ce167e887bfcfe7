using System.Text.Json;
using CitesDesMetiers.Core.Search;

namespace CitesDesMetiers.Core.Data;

/// <summary>The search of the reading site by LIKE, which no index serves: it reads every entry.</summary>
internal sealed partial class SqlServerProvider
{
    public override string FindEntries => """
        SELECT * FROM [SearchEntries] AS e
        WHERE NOT EXISTS (
            SELECT 1 FROM OPENJSON({0}) AS t
            WHERE NOT EXISTS (
                SELECT 1 FROM OPENJSON(t.[value]) AS p
                WHERE e.[Words] LIKE p.[value] COLLATE Latin1_General_100_BIN2))
        """;

    /// <summary>A JSON array that holds an array of LIKE patterns for each term.</summary>
    public override string SearchParameter(IReadOnlyList<SearchTerm> terms) => JsonSerializer.Serialize(terms.Select(t => t.Patterns));
}
