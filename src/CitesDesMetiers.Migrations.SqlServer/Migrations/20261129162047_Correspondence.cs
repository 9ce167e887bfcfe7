using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CitesDesMetiers.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Correspondence : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "MailedNews",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Digest = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    CiteId = table.Column<int>(type: "int", nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Doubt = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    Sender = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: true),
                    SenderKey = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: true),
                    SenderName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true),
                    Title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Body = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    Notes = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailedNews", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MailedNews_Cites_CiteId",
                        column: x => x.CiteId,
                        principalTable: "Cites",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SentEntries",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    InvitationId = table.Column<int>(type: "int", nullable: false),
                    DateId = table.Column<int>(type: "int", nullable: true),
                    MoveId = table.Column<int>(type: "int", nullable: true),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false)
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
                    MailedNewsId = table.Column<int>(type: "int", nullable: false),
                    PicturesId = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailedNewsPictures", x => new { x.MailedNewsId, x.PicturesId });
                    table.ForeignKey(
                        name: "FK_MailedNewsPictures_MailedNews_MailedNewsId",
                        column: x => x.MailedNewsId,
                        principalTable: "MailedNews",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_MailedNewsPictures_Media_PicturesId",
                        column: x => x.PicturesId,
                        principalTable: "Media",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "MailedNewsPictures");

            migrationBuilder.DropTable(
                name: "SentEntries");

            migrationBuilder.DropTable(
                name: "MailedNews");
        }
    }
}
