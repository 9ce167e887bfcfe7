using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CitesDesMetiers.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class KeyRoots : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<byte[]>(
                name: "Value",
                table: "Keys",
                type: "varbinary(2000)",
                maxLength: 2000,
                nullable: false,
                oldClrType: typeof(byte[]),
                oldType: "varbinary(64)",
                oldMaxLength: 64);

            migrationBuilder.AddColumn<DateTime>(
                name: "CreatedAt",
                table: "Keys",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Root",
                table: "Keys",
                type: "varchar(80)",
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

            migrationBuilder.AlterColumn<byte[]>(
                name: "Value",
                table: "Keys",
                type: "varbinary(64)",
                maxLength: 64,
                nullable: false,
                oldClrType: typeof(byte[]),
                oldType: "varbinary(2000)",
                oldMaxLength: 2000);
        }
    }
}
