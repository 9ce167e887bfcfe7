using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CitesDesMetiers.Migrations.SqlServer.Migrations
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
                type: "nvarchar(300)",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Credit",
                table: "NewsPicture",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            // Uses so far showed what the library said.
            migrationBuilder.Sql("""
                EXEC(N'UPDATE p SET p.[AlternativeText] = m.[AlternativeText], p.[Credit] = m.[Credit]
                FROM [NewsPicture] p INNER JOIN [Media] m ON m.[Id] = p.[MediaFileId]')
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
