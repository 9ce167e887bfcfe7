using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CitesDesMetiers.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class DeskAndCorrespondence : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Wording",
                table: "StaffMoves",
                type: "TEXT",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DateColour",
                table: "Settings",
                type: "TEXT",
                unicode: false,
                maxLength: 7,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LinkColour",
                table: "Settings",
                type: "TEXT",
                unicode: false,
                maxLength: 7,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "LogoId",
                table: "Settings",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "LogoWidth",
                table: "Settings",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Masthead",
                table: "Settings",
                type: "TEXT",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "SetUpIsHidden",
                table: "Settings",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "PeriodLabel",
                table: "Issues",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PeriodLabel",
                table: "Editions",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "MailedNews",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false),
                    Digest = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    CiteId = table.Column<int>(type: "INTEGER", nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Doubt = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Sender = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    SenderKey = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: true),
                    SenderName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Body = table.Column<string>(type: "TEXT", nullable: true),
                    Notes = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailedNews", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MailedNews_Cites_CiteId",
                        column: x => x.CiteId,
                        principalTable: "Cites",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "MailSettings",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false),
                    SenderName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    SenderAddress = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    ReplyTo = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    RelayHost = table.Column<string>(type: "TEXT", maxLength: 253, nullable: true),
                    RelayPort = table.Column<int>(type: "INTEGER", nullable: true),
                    RelaySecurity = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    RelayUser = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    RelayPassword = table.Column<byte[]>(type: "BLOB", nullable: true),
                    TriedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DomainGoodAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailSettings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SentEntries",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    InvitationId = table.Column<int>(type: "INTEGER", nullable: false),
                    DateId = table.Column<int>(type: "INTEGER", nullable: true),
                    MoveId = table.Column<int>(type: "INTEGER", nullable: true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SentEntries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SentEntries_Agenda_DateId",
                        column: x => x.DateId,
                        principalTable: "Agenda",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_SentEntries_Invitations_InvitationId",
                        column: x => x.InvitationId,
                        principalTable: "Invitations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_SentEntries_StaffMoves_MoveId",
                        column: x => x.MoveId,
                        principalTable: "StaffMoves",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MailedNewsPictures",
                columns: table => new
                {
                    MailedNewsId = table.Column<int>(type: "INTEGER", nullable: false),
                    PicturesId = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailedNewsPictures", x => new { x.MailedNewsId, x.PicturesId });
                    table.ForeignKey(
                        name: "FK_MailedNewsPictures_MailedNews_MailedNewsId",
                        column: x => x.MailedNewsId,
                        principalTable: "MailedNews",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_MailedNewsPictures_Media_PicturesId",
                        column: x => x.PicturesId,
                        principalTable: "Media",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateIndex(
                name: "IX_Settings_LogoId",
                table: "Settings",
                column: "LogoId");

            migrationBuilder.CreateIndex(
                name: "IX_MailedNews_CiteId",
                table: "MailedNews",
                column: "CiteId");

            migrationBuilder.CreateIndex(
                name: "IX_MailedNews_Digest",
                table: "MailedNews",
                column: "Digest",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MailedNews_ReceivedAt",
                table: "MailedNews",
                column: "ReceivedAt");

            migrationBuilder.CreateIndex(
                name: "IX_MailedNews_SenderKey",
                table: "MailedNews",
                column: "SenderKey");

            migrationBuilder.CreateIndex(
                name: "IX_MailedNewsPictures_PicturesId",
                table: "MailedNewsPictures",
                column: "PicturesId");

            migrationBuilder.CreateIndex(
                name: "IX_SentEntries_DateId",
                table: "SentEntries",
                column: "DateId");

            migrationBuilder.CreateIndex(
                name: "IX_SentEntries_InvitationId",
                table: "SentEntries",
                column: "InvitationId");

            migrationBuilder.CreateIndex(
                name: "IX_SentEntries_MoveId",
                table: "SentEntries",
                column: "MoveId");

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
                name: "MailedNewsPictures");

            migrationBuilder.DropTable(
                name: "MailSettings");

            migrationBuilder.DropTable(
                name: "SentEntries");

            migrationBuilder.DropTable(
                name: "MailedNews");

            migrationBuilder.DropIndex(
                name: "IX_Settings_LogoId",
                table: "Settings");

            migrationBuilder.DropColumn(
                name: "Wording",
                table: "StaffMoves");

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

            migrationBuilder.DropColumn(
                name: "PeriodLabel",
                table: "Issues");

            migrationBuilder.DropColumn(
                name: "PeriodLabel",
                table: "Editions");
        }
    }
}
