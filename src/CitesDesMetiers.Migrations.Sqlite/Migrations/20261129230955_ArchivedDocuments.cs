using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CitesDesMetiers.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ArchivedDocuments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "ArchivedAt",
                table: "Editions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "BatchId",
                table: "DocumentImports",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "EditionId",
                table: "DocumentImports",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "OldNames",
                table: "Cites",
                type: "TEXT",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "DocumentBatches",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 150, nullable: false),
                    ByName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DocumentBatches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "EditionOriginals",
                columns: table => new
                {
                    EditionId = table.Column<int>(type: "INTEGER", nullable: false),
                    Extension = table.Column<string>(type: "TEXT", unicode: false, maxLength: 10, nullable: false),
                    Bytes = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Size = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EditionOriginals", x => x.EditionId);
                    table.ForeignKey(
                        name: "FK_EditionOriginals_Editions_EditionId",
                        column: x => x.EditionId,
                        principalTable: "Editions",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "WithdrawnPages",
                columns: table => new
                {
                    Path = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WithdrawnPages", x => x.Path);
                });

            migrationBuilder.CreateIndex(
                name: "IX_DocumentImports_BatchId",
                table: "DocumentImports",
                column: "BatchId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DocumentBatches");

            migrationBuilder.DropTable(
                name: "EditionOriginals");

            migrationBuilder.DropTable(
                name: "WithdrawnPages");

            migrationBuilder.DropIndex(
                name: "IX_DocumentImports_BatchId",
                table: "DocumentImports");

            migrationBuilder.DropColumn(
                name: "ArchivedAt",
                table: "Editions");

            migrationBuilder.DropColumn(
                name: "BatchId",
                table: "DocumentImports");

            migrationBuilder.DropColumn(
                name: "EditionId",
                table: "DocumentImports");

            migrationBuilder.DropColumn(
                name: "OldNames",
                table: "Cites");
        }
    }
}
