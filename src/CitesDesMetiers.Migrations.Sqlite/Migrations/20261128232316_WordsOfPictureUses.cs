using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CitesDesMetiers.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class WordsOfPictureUses : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "AlternativeText",
                table: "NewsPicture",
                type: "TEXT",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Credit",
                table: "NewsPicture",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            // Uses so far showed what the library said.
            migrationBuilder.Sql("""
                UPDATE "NewsPicture" SET
                    "AlternativeText" = (SELECT m."AlternativeText" FROM "Media" m WHERE m."Id" = "NewsPicture"."MediaFileId"),
                    "Credit" = (SELECT m."Credit" FROM "Media" m WHERE m."Id" = "NewsPicture"."MediaFileId")
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "AlternativeText",
                table: "NewsPicture");

            migrationBuilder.DropColumn(
                name: "Credit",
                table: "NewsPicture");
        }
    }
}
