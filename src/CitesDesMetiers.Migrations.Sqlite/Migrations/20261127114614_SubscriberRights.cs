using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CitesDesMetiers.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class SubscriberRights : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Issues_Number",
                table: "Issues");

            migrationBuilder.AddColumn<byte[]>(
                name: "AccessHash",
                table: "Subscribers",
                type: "BLOB",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "AccessSentAt",
                table: "Subscribers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "CiteId",
                table: "Subscribers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Frequency",
                table: "Subscribers",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "EachIssue");

            migrationBuilder.AddColumn<int>(
                name: "ImportId",
                table: "Subscribers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "LastContactAt",
                table: "Subscribers",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<string>(
                name: "NewAddress",
                table: "Subscribers",
                type: "TEXT",
                maxLength: 254,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "NewAddressAskedAt",
                table: "Subscribers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "NewAddressHash",
                table: "Subscribers",
                type: "BLOB",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "PausedUntil",
                table: "Subscribers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "RenewalAskedAt",
                table: "Subscribers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Audience_CiteId",
                table: "Issues",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Audience_Language",
                table: "Issues",
                type: "TEXT",
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Audience_Organisation",
                table: "Issues",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Audience_ThemeId",
                table: "Issues",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Audience_CiteId",
                table: "Dispatches",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Audience_ExceptLanguages",
                table: "Dispatches",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Audience_Frequency",
                table: "Dispatches",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "EachIssue");

            migrationBuilder.AddColumn<string>(
                name: "Audience_Language",
                table: "Dispatches",
                type: "TEXT",
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Audience_Organisation",
                table: "Dispatches",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Audience_ThemeId",
                table: "Dispatches",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "DigestId",
                table: "Dispatches",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Detail",
                table: "ConsentEvents",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            // Whoever is known already was last heard of when they confirmed, or left.
            migrationBuilder.Sql("""UPDATE "Subscribers" SET "LastContactAt" = COALESCE("EndedAt", "ConfirmedAt", "CreatedAt")""");

            migrationBuilder.CreateTable(
                name: "AuditEntries",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Action = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UserId = table.Column<int>(type: "INTEGER", nullable: true),
                    ByName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEntries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "QuarterlyDigests",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 78, nullable: false),
                    Html = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QuarterlyDigests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SubscriberThemes",
                columns: table => new
                {
                    SubscriberId = table.Column<int>(type: "INTEGER", nullable: false),
                    ThemesId = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SubscriberThemes", x => new { x.SubscriberId, x.ThemesId });
                    table.ForeignKey(
                        name: "FK_SubscriberThemes_Subscribers_SubscriberId",
                        column: x => x.SubscriberId,
                        principalTable: "Subscribers",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_SubscriberThemes_Themes_ThemesId",
                        column: x => x.ThemesId,
                        principalTable: "Themes",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateIndex(
                name: "IX_Subscribers_AccessHash",
                table: "Subscribers",
                column: "AccessHash");

            migrationBuilder.CreateIndex(
                name: "IX_Subscribers_CiteId_NormalisedAddress_State_Language",
                table: "Subscribers",
                columns: new[] { "CiteId", "NormalisedAddress", "State", "Language" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscribers_ImportId",
                table: "Subscribers",
                column: "ImportId");

            migrationBuilder.CreateIndex(
                name: "IX_Subscribers_Language",
                table: "Subscribers",
                column: "Language");

            migrationBuilder.CreateIndex(
                name: "IX_Subscribers_Language_NormalisedAddress",
                table: "Subscribers",
                columns: new[] { "Language", "NormalisedAddress" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscribers_NewAddressHash",
                table: "Subscribers",
                column: "NewAddressHash");

            migrationBuilder.CreateIndex(
                name: "IX_Subscribers_Organisation",
                table: "Subscribers",
                column: "Organisation");

            migrationBuilder.CreateIndex(
                name: "IX_Subscribers_State_LastContactAt",
                table: "Subscribers",
                columns: new[] { "State", "LastContactAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscribers_State_NormalisedAddress",
                table: "Subscribers",
                columns: new[] { "State", "NormalisedAddress" });

            migrationBuilder.CreateIndex(
                name: "IX_Issues_Number_Language",
                table: "Issues",
                columns: new[] { "Number", "Language" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Dispatches_DigestId",
                table: "Dispatches",
                column: "DigestId");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_Action",
                table: "AuditEntries",
                column: "Action");

            migrationBuilder.CreateIndex(
                name: "IX_QuarterlyDigests_From",
                table: "QuarterlyDigests",
                column: "From",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SubscriberThemes_ThemesId",
                table: "SubscriberThemes",
                column: "ThemesId");

            migrationBuilder.AddForeignKey(
                name: "FK_Dispatches_QuarterlyDigests_DigestId",
                table: "Dispatches",
                column: "DigestId",
                principalTable: "QuarterlyDigests",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_Subscribers_Cites_CiteId",
                table: "Subscribers",
                column: "CiteId",
                principalTable: "Cites",
                principalColumn: "Id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Dispatches_QuarterlyDigests_DigestId",
                table: "Dispatches");

            migrationBuilder.DropForeignKey(
                name: "FK_Subscribers_Cites_CiteId",
                table: "Subscribers");

            migrationBuilder.DropTable(
                name: "AuditEntries");

            migrationBuilder.DropTable(
                name: "QuarterlyDigests");

            migrationBuilder.DropTable(
                name: "SubscriberThemes");

            migrationBuilder.DropIndex(
                name: "IX_Subscribers_AccessHash",
                table: "Subscribers");

            migrationBuilder.DropIndex(
                name: "IX_Subscribers_CiteId_NormalisedAddress_State_Language",
                table: "Subscribers");

            migrationBuilder.DropIndex(
                name: "IX_Subscribers_ImportId",
                table: "Subscribers");

            migrationBuilder.DropIndex(
                name: "IX_Subscribers_Language",
                table: "Subscribers");

            migrationBuilder.DropIndex(
                name: "IX_Subscribers_Language_NormalisedAddress",
                table: "Subscribers");

            migrationBuilder.DropIndex(
                name: "IX_Subscribers_NewAddressHash",
                table: "Subscribers");

            migrationBuilder.DropIndex(
                name: "IX_Subscribers_Organisation",
                table: "Subscribers");

            migrationBuilder.DropIndex(
                name: "IX_Subscribers_State_LastContactAt",
                table: "Subscribers");

            migrationBuilder.DropIndex(
                name: "IX_Subscribers_State_NormalisedAddress",
                table: "Subscribers");

            migrationBuilder.DropIndex(
                name: "IX_Issues_Number_Language",
                table: "Issues");

            migrationBuilder.DropIndex(
                name: "IX_Dispatches_DigestId",
                table: "Dispatches");

            migrationBuilder.DropColumn(
                name: "AccessHash",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "AccessSentAt",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "CiteId",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "Frequency",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "ImportId",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "LastContactAt",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "NewAddress",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "NewAddressAskedAt",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "NewAddressHash",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "PausedUntil",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "RenewalAskedAt",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "Audience_CiteId",
                table: "Issues");

            migrationBuilder.DropColumn(
                name: "Audience_Language",
                table: "Issues");

            migrationBuilder.DropColumn(
                name: "Audience_Organisation",
                table: "Issues");

            migrationBuilder.DropColumn(
                name: "Audience_ThemeId",
                table: "Issues");

            migrationBuilder.DropColumn(
                name: "Audience_CiteId",
                table: "Dispatches");

            migrationBuilder.DropColumn(
                name: "Audience_ExceptLanguages",
                table: "Dispatches");

            migrationBuilder.DropColumn(
                name: "Audience_Frequency",
                table: "Dispatches");

            migrationBuilder.DropColumn(
                name: "Audience_Language",
                table: "Dispatches");

            migrationBuilder.DropColumn(
                name: "Audience_Organisation",
                table: "Dispatches");

            migrationBuilder.DropColumn(
                name: "Audience_ThemeId",
                table: "Dispatches");

            migrationBuilder.DropColumn(
                name: "DigestId",
                table: "Dispatches");

            migrationBuilder.DropColumn(
                name: "Detail",
                table: "ConsentEvents");

            migrationBuilder.CreateIndex(
                name: "IX_Issues_Number",
                table: "Issues",
                column: "Number",
                unique: true);
        }
    }
}
