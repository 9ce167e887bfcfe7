using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CitesDesMetiers.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class WaiversAndOutboxDispatches : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "ToOutbox",
                table: "Dispatches",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            // The outbox answers with the name of the file: so dispatches of before are known.
            migrationBuilder.Sql("""UPDATE "Dispatches" SET "ToOutbox" = 1 WHERE EXISTS (SELECT 1 FROM "Deliveries" d WHERE d."DispatchId" = "Dispatches"."Id" AND d."State" = 'Sent' AND d."LastReply" LIKE '250 2.0.0 %.eml')""");

            migrationBuilder.CreateTable(
                name: "Waivers",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    IssueId = table.Column<int>(type: "INTEGER", nullable: false),
                    PassageHash = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    Mark = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    UserId = table.Column<int>(type: "INTEGER", nullable: true),
                    ByName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Waivers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Waivers_Issues_IssueId",
                        column: x => x.IssueId,
                        principalTable: "Issues",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Waivers_IssueId_PassageHash",
                table: "Waivers",
                columns: new[] { "IssueId", "PassageHash" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Waivers");

            migrationBuilder.DropColumn(
                name: "ToOutbox",
                table: "Dispatches");
        }
    }
}
