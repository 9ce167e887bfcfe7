using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CitesDesMetiers.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class SetUpTokens : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "SetUpTokens",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false),
                    Hash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SetUpTokens", x => x.Id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SetUpTokens");
        }
    }
}
