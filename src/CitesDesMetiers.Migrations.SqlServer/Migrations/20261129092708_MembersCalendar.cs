using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CitesDesMetiers.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class MembersCalendar : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "CalendarHash",
                table: "AspNetUsers",
                type: "varbinary(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "CalendarSince",
                table: "AspNetUsers",
                type: "datetime2",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUsers_CalendarHash",
                table: "AspNetUsers",
                column: "CalendarHash",
                unique: true,
                filter: "[CalendarHash] IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_AspNetUsers_CalendarHash",
                table: "AspNetUsers");

            migrationBuilder.DropColumn(
                name: "CalendarHash",
                table: "AspNetUsers");

            migrationBuilder.DropColumn(
                name: "CalendarSince",
                table: "AspNetUsers");
        }
    }
}
