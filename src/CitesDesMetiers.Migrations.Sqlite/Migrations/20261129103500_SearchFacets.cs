using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CitesDesMetiers.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class SearchFacets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // All that counting and sorting results need, in the order in which they are counted. Rows themselves hold their texts twice.
            migrationBuilder.Sql("""
                CREATE INDEX "IX_SearchEntries_Facets"
                ON "SearchEntries" ("Kind", "CiteId", "Section", "Year", "Language", "IsMembersOnly", "Day", "TitleWords");
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""DROP INDEX "IX_SearchEntries_Facets";""");
        }
    }
}
