using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CitesDesMetiers.Migrations.SqlServer.Migrations
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
                type: "datetime2",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            // Calendars were told the time of each fetch until now: this moment is later than all of those.
            migrationBuilder.Sql("EXEC(N'UPDATE [Agenda] SET [ChangedAt] = SYSUTCDATETIME()')");

            migrationBuilder.CreateTable(
                name: "TaggingEntities",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false),
                    Authority = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: false),
                    Date = table.Column<string>(type: "varchar(10)", unicode: false, maxLength: 10, nullable: false)
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
