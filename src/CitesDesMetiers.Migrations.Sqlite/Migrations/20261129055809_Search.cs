using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CitesDesMetiers.Migrations.Sqlite.Migrations
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
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    EditionId = table.Column<int>(type: "INTEGER", nullable: true),
                    AgendaEntryId = table.Column<int>(type: "INTEGER", nullable: true),
                    CiteId = table.Column<int>(type: "INTEGER", nullable: true),
                    Section = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Year = table.Column<int>(type: "INTEGER", nullable: true),
                    Language = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    IsMembersOnly = table.Column<bool>(type: "INTEGER", nullable: false),
                    Path = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    TitleWords = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Words = table.Column<string>(type: "TEXT", nullable: false)
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
                    SearchEntryId = table.Column<int>(type: "INTEGER", nullable: false),
                    ThemesId = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchEntryThemes", x => new { x.SearchEntryId, x.ThemesId });
                    table.ForeignKey(
                        name: "FK_SearchEntryThemes_SearchEntries_SearchEntryId",
                        column: x => x.SearchEntryId,
                        principalTable: "SearchEntries",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_SearchEntryThemes_Themes_ThemesId",
                        column: x => x.ThemesId,
                        principalTable: "Themes",
                        principalColumn: "Id");
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

            // The words of the entries once more, as an FTS5 index that keeps no copy of them. Triggers carry over every change.
            migrationBuilder.Sql("""
                CREATE VIRTUAL TABLE "SearchWords" USING fts5(
                    "Words", content = 'SearchEntries', content_rowid = 'Id', tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3');
                CREATE TRIGGER "SearchEntries_AfterInsert" AFTER INSERT ON "SearchEntries" BEGIN
                    INSERT INTO "SearchWords" (rowid, "Words") VALUES (new."Id", new."Words");
                END;
                CREATE TRIGGER "SearchEntries_AfterDelete" AFTER DELETE ON "SearchEntries" BEGIN
                    INSERT INTO "SearchWords" ("SearchWords", rowid, "Words") VALUES ('delete', old."Id", old."Words");
                END;
                CREATE TRIGGER "SearchEntries_AfterUpdate" AFTER UPDATE OF "Words" ON "SearchEntries" BEGIN
                    INSERT INTO "SearchWords" ("SearchWords", rowid, "Words") VALUES ('delete', old."Id", old."Words");
                    INSERT INTO "SearchWords" (rowid, "Words") VALUES (new."Id", new."Words");
                END;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""DROP TABLE "SearchWords";""");

            migrationBuilder.DropTable(
                name: "SearchEntryThemes");

            migrationBuilder.DropTable(
                name: "SearchEntries");
        }
    }
}
