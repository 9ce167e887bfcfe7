using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CitesDesMetiers.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Translations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsTranslation",
                table: "PublishedArticles",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "TranslationOfId",
                table: "IssueSection",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "TranslationOfId",
                table: "Issues",
                type: "int",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "TranslatedPassage",
                columns: table => new
                {
                    IssueId = table.Column<int>(type: "int", nullable: false),
                    Key = table.Column<string>(type: "varchar(60)", unicode: false, maxLength: 60, nullable: false),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Original = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Text = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    IsTranslated = table.Column<bool>(type: "bit", nullable: false),
                    DraftHash = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TranslatedPassage", x => new { x.IssueId, x.Key });
                    table.ForeignKey(
                        name: "FK_TranslatedPassage_Issues_IssueId",
                        column: x => x.IssueId,
                        principalTable: "Issues",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "TranslatedPassage");

            migrationBuilder.DropColumn(
                name: "IsTranslation",
                table: "PublishedArticles");

            migrationBuilder.DropColumn(
                name: "TranslationOfId",
                table: "IssueSection");

            migrationBuilder.DropColumn(
                name: "TranslationOfId",
                table: "Issues");
        }
    }
}
