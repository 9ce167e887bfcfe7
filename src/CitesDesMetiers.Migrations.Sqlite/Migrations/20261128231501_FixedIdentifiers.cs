using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CitesDesMetiers.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class FixedIdentifiers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "ChangedAt",
                table: "Agenda",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            // Calendars were told the time of each fetch until now: this moment is later than all of those.
            migrationBuilder.Sql("UPDATE \"Agenda\" SET \"ChangedAt\" = strftime('%Y-%m-%d %H:%M:%S', 'now')");

            migrationBuilder.CreateTable(
                name: "TaggingEntities",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Authority = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    Date = table.Column<string>(type: "TEXT", unicode: false, maxLength: 10, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TaggingEntities", x => x.Id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "TaggingEntities");

            migrationBuilder.DropColumn(
                name: "ChangedAt",
                table: "Agenda");
        }
    }
}
