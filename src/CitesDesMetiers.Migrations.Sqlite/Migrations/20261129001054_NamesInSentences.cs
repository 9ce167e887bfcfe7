using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CitesDesMetiers.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class NamesInSentences : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "NetworkArticle",
                table: "Settings",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "NewsletterArticle",
                table: "Settings",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PublisherArticle",
                table: "Settings",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            // Quotation marks no longer count: the site folds these words anew at its start.
            foreach (var table in new[] { "News", "Issues", "Agenda", "StaffMoves", "Contacts", "Cites", "Media" })
            {
                migrationBuilder.Sql($"UPDATE \"{table}\" SET \"SearchText\" = '' WHERE \"SearchText\" LIKE '%«%' OR \"SearchText\" LIKE '%»%' OR \"SearchText\" LIKE '%“%' OR \"SearchText\" LIKE '%”%' OR \"SearchText\" LIKE '%„%' OR \"SearchText\" LIKE '%\"%'");
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "NetworkArticle",
                table: "Settings");

            migrationBuilder.DropColumn(
                name: "NewsletterArticle",
                table: "Settings");

            migrationBuilder.DropColumn(
                name: "PublisherArticle",
                table: "Settings");
        }
    }
}
