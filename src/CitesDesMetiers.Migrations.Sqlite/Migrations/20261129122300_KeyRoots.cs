using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CitesDesMetiers.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class KeyRoots : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "CreatedAt",
                table: "Keys",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Root",
                table: "Keys",
                type: "TEXT",
                unicode: false,
                maxLength: 80,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "CreatedAt",
                table: "Keys");

            migrationBuilder.DropColumn(
                name: "Root",
                table: "Keys");
        }
    }
}
