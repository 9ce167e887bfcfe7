using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CitesDesMetiers.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class PersonalReturns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "SubscriberId",
                table: "OutgoingMails",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "UserId",
                table: "OutgoingMails",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "MailFailedAt",
                table: "AspNetUsers",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MailFailure",
                table: "AspNetUsers",
                type: "nvarchar(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "SentMails",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    UserId = table.Column<int>(type: "int", nullable: true),
                    SubscriberId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    AddressKey = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false),
                    SentAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SentMails", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SentMails_SentAt",
                table: "SentMails",
                column: "SentAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SentMails");

            migrationBuilder.DropColumn(
                name: "SubscriberId",
                table: "OutgoingMails");

            migrationBuilder.DropColumn(
                name: "UserId",
                table: "OutgoingMails");

            migrationBuilder.DropColumn(
                name: "MailFailedAt",
                table: "AspNetUsers");

            migrationBuilder.DropColumn(
                name: "MailFailure",
                table: "AspNetUsers");
        }
    }
}
