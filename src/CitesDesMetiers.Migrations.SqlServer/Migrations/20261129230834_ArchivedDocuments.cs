using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CitesDesMetiers.Migrations.SqlServer.Migrations
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
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "BatchId",
                table: "DocumentImports",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "EditionId",
                table: "DocumentImports",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "OldNames",
                table: "Cites",
                type: "nvarchar(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "DocumentBatches",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Name = table.Column<string>(type: "nvarchar(150)", maxLength: 150, nullable: false),
                    ByName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DocumentBatches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "EditionOriginals",
                columns: table => new
                {
                    EditionId = table.Column<int>(type: "int", nullable: false),
                    Extension = table.Column<string>(type: "varchar(10)", unicode: false, maxLength: 10, nullable: false),
                    Bytes = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    Size = table.Column<int>(type: "int", nullable: false)
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
                    Path = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false)
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
