using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CitesDesMetiers.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class MailAndLook : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "DateColour",
                table: "Settings",
                type: "varchar(7)",
                unicode: false,
                maxLength: 7,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LinkColour",
                table: "Settings",
                type: "varchar(7)",
                unicode: false,
                maxLength: 7,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "LogoId",
                table: "Settings",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "LogoWidth",
                table: "Settings",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Masthead",
                table: "Settings",
                type: "nvarchar(120)",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "SetUpIsHidden",
                table: "Settings",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "MailSettings",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SenderName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    SenderAddress = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: true),
                    ReplyTo = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: true),
                    RelayHost = table.Column<string>(type: "nvarchar(253)", maxLength: 253, nullable: true),
                    RelayPort = table.Column<int>(type: "int", nullable: true),
                    RelaySecurity = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    RelayUser = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: true),
                    RelayPassword = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    TriedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    DomainGoodAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailSettings", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Settings_LogoId",
                table: "Settings",
                column: "LogoId");

            migrationBuilder.AddForeignKey(
                name: "FK_Settings_Media_LogoId",
                table: "Settings",
                column: "LogoId",
                principalTable: "Media",
                principalColumn: "Id",
                onDelete: ReferentialAction.SetNull);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Settings_Media_LogoId",
                table: "Settings");

            migrationBuilder.DropTable(
                name: "MailSettings");

            migrationBuilder.DropIndex(
                name: "IX_Settings_LogoId",
                table: "Settings");

            migrationBuilder.DropColumn(
                name: "DateColour",
                table: "Settings");

            migrationBuilder.DropColumn(
                name: "LinkColour",
                table: "Settings");

            migrationBuilder.DropColumn(
                name: "LogoId",
                table: "Settings");

            migrationBuilder.DropColumn(
                name: "LogoWidth",
                table: "Settings");

            migrationBuilder.DropColumn(
                name: "Masthead",
                table: "Settings");

            migrationBuilder.DropColumn(
                name: "SetUpIsHidden",
                table: "Settings");
        }
    }
}
