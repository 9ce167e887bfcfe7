using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CitesDesMetiers.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Documents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "DocumentImports",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FileName = table.Column<string>(type: "nvarchar(150)", maxLength: 150, nullable: false),
                    Digest = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false),
                    Size = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    UserId = table.Column<int>(type: "int", nullable: true),
                    ByName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    State = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Notice = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    Blocks = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    Shown = table.Column<int>(type: "int", nullable: false),
                    LastNumber = table.Column<int>(type: "int", nullable: false),
                    IssueId = table.Column<int>(type: "int", nullable: true),
                    TakenAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    IssueTexts = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    LeasedUntil = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DocumentImports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DocumentOriginal",
                columns: table => new
                {
                    DocumentImportId = table.Column<int>(type: "int", nullable: false),
                    Bytes = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DocumentOriginal", x => x.DocumentImportId);
                    table.ForeignKey(
                        name: "FK_DocumentOriginal_DocumentImports_DocumentImportId",
                        column: x => x.DocumentImportId,
                        principalTable: "DocumentImports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DocumentTrace",
                columns: table => new
                {
                    DocumentImportId = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    EntryId = table.Column<int>(type: "int", nullable: false),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DocumentTrace", x => new { x.DocumentImportId, x.Kind, x.EntryId });
                    table.ForeignKey(
                        name: "FK_DocumentTrace_DocumentImports_DocumentImportId",
                        column: x => x.DocumentImportId,
                        principalTable: "DocumentImports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DocumentVersion",
                columns: table => new
                {
                    DocumentImportId = table.Column<int>(type: "int", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    Json = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    ByName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DocumentVersion", x => new { x.DocumentImportId, x.Number });
                    table.ForeignKey(
                        name: "FK_DocumentVersion_DocumentImports_DocumentImportId",
                        column: x => x.DocumentImportId,
                        principalTable: "DocumentImports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_DocumentImports_Digest",
                table: "DocumentImports",
                column: "Digest",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DocumentImports_State",
                table: "DocumentImports",
                column: "State");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DocumentOriginal");

            migrationBuilder.DropTable(
                name: "DocumentTrace");

            migrationBuilder.DropTable(
                name: "DocumentVersion");

            migrationBuilder.DropTable(
                name: "DocumentImports");
        }
    }
}
