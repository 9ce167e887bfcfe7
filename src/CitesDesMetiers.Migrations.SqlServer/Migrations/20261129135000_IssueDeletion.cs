using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CitesDesMetiers.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class IssueDeletion : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Issues_Number_Language",
                table: "Issues");

            migrationBuilder.AddColumn<DateTime>(
                name: "DeletedAt",
                table: "Issues",
                type: "datetime2",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Issues_Number_Language",
                table: "Issues",
                columns: new[] { "Number", "Language" },
                unique: true,
                filter: "DeletedAt IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Issues_Number_Language",
                table: "Issues");

            migrationBuilder.DropColumn(
                name: "DeletedAt",
                table: "Issues");

            migrationBuilder.CreateIndex(
                name: "IX_Issues_Number_Language",
                table: "Issues",
                columns: new[] { "Number", "Language" },
                unique: true);
        }
    }
}
