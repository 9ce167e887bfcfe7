using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CitesDesMetiers.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Search : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "SearchEntries",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Kind = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    EditionId = table.Column<int>(type: "int", nullable: true),
                    AgendaEntryId = table.Column<int>(type: "int", nullable: true),
                    CiteId = table.Column<int>(type: "int", nullable: true),
                    Section = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    Day = table.Column<DateOnly>(type: "date", nullable: true),
                    Year = table.Column<int>(type: "int", nullable: true),
                    Language = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    IsMembersOnly = table.Column<bool>(type: "bit", nullable: false),
                    Path = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Title = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    TitleWords = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Text = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Words = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchEntries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SearchEntries_Agenda_AgendaEntryId",
                        column: x => x.AgendaEntryId,
                        principalTable: "Agenda",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_SearchEntries_Cites_CiteId",
                        column: x => x.CiteId,
                        principalTable: "Cites",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_SearchEntries_Editions_EditionId",
                        column: x => x.EditionId,
                        principalTable: "Editions",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "SearchEntryThemes",
                columns: table => new
                {
                    SearchEntryId = table.Column<int>(type: "int", nullable: false),
                    ThemesId = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchEntryThemes", x => new { x.SearchEntryId, x.ThemesId });
                    table.ForeignKey(
                        name: "FK_SearchEntryThemes_SearchEntries_SearchEntryId",
                        column: x => x.SearchEntryId,
                        principalTable: "SearchEntries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_SearchEntryThemes_Themes_ThemesId",
                        column: x => x.ThemesId,
                        principalTable: "Themes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SearchEntries_AgendaEntryId",
                table: "SearchEntries",
                column: "AgendaEntryId");

            migrationBuilder.CreateIndex(
                name: "IX_SearchEntries_CiteId",
                table: "SearchEntries",
                column: "CiteId");

            migrationBuilder.CreateIndex(
                name: "IX_SearchEntries_EditionId",
                table: "SearchEntries",
                column: "EditionId");

            migrationBuilder.CreateIndex(
                name: "IX_SearchEntryThemes_ThemesId",
                table: "SearchEntryThemes",
                column: "ThemesId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SearchEntryThemes");

            migrationBuilder.DropTable(
                name: "SearchEntries");
        }
    }
}
