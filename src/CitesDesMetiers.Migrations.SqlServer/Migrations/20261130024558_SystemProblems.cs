using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CitesDesMetiers.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class SystemProblems : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Subscribers_AccessHash",
                table: "Subscribers");

            migrationBuilder.DropIndex(
                name: "IX_Subscribers_ConfirmationHash",
                table: "Subscribers");

            migrationBuilder.DropIndex(
                name: "IX_Subscribers_NewAddressHash",
                table: "Subscribers");

            migrationBuilder.CreateTable(
                name: "SystemProblems",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Subject = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Sentence = table.Column<string>(type: "nvarchar(250)", maxLength: 250, nullable: false),
                    Since = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ToldAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SystemProblems", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Subscribers_AccessHash",
                table: "Subscribers",
                column: "AccessHash",
                filter: "AccessHash IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Subscribers_ConfirmationHash",
                table: "Subscribers",
                column: "ConfirmationHash",
                filter: "ConfirmationHash IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Subscribers_NewAddressHash",
                table: "Subscribers",
                column: "NewAddressHash",
                filter: "NewAddressHash IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_SystemProblems_Subject",
                table: "SystemProblems",
                column: "Subject",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SystemProblems");

            migrationBuilder.DropIndex(
                name: "IX_Subscribers_AccessHash",
                table: "Subscribers");

            migrationBuilder.DropIndex(
                name: "IX_Subscribers_ConfirmationHash",
                table: "Subscribers");

            migrationBuilder.DropIndex(
                name: "IX_Subscribers_NewAddressHash",
                table: "Subscribers");

            migrationBuilder.CreateIndex(
                name: "IX_Subscribers_AccessHash",
                table: "Subscribers",
                column: "AccessHash");

            migrationBuilder.CreateIndex(
                name: "IX_Subscribers_ConfirmationHash",
                table: "Subscribers",
                column: "ConfirmationHash");

            migrationBuilder.CreateIndex(
                name: "IX_Subscribers_NewAddressHash",
                table: "Subscribers",
                column: "NewAddressHash");
        }
    }
}
