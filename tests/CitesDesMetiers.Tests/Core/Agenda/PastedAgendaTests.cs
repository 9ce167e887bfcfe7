using System.Globalization;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Tests.Core.Agenda;

/// <summary>Agendas as they lie in mails, Word files and tables.</summary>
public class PastedAgendaTests
{
    private static readonly DateOnly Today = new(2026, 5, 15);

    [Fact]
    public void An_agenda_written_one_thing_a_line_is_read_with_its_two_kinds()
    {
        var read = Read(
            """
            Réunions internes

            21 mai 2026

            Assemblée des membres,
            Lille

            3 juin 2026
            Comité du projet ARC, Lyon-la-
            Plaine

            Réunions externes
            25-27 juin 2026
            Formation à la
            reconnaissance des acquis, projet COLIBRI, Porto
            """);

        Assert.Equal(
            [
                "Internal | 21 mai 2026 | Assemblée des membres | Lille | ",
                "Internal | 3 juin 2026 | Comité du projet ARC | Lyon-la-Plaine | ",
                "External | 25-27 juin 2026 | Formation à la reconnaissance des acquis | Porto | COLIBRI",
            ],
            read);
    }

    [Fact]
    public void Rows_of_a_table_are_read_whatever_the_order_of_their_cells() => Assert.Equal(
        [
            "Internal | 21 mai 2026 | Assemblée des membres | Lille | ",
            "External | 30 mai - 1er juin 2026 | Salon des métiers | Gênes | ",
            "Internal | 4 juin 2026 | Bureau |  | ",
        ],
        Read(
            "Date\tTitre\tLieu\n21/05/2026\tAssemblée des membres\tLille\nSalon des métiers\tdu 30 mai au 1er juin 2026\tGênes\tRéunion externe\n"
                + "4 juin\tBureau"));

    [Fact]
    public void Cells_may_be_those_of_a_CSV() => Assert.Equal(
        ["Internal | 21 mai 2026 | Assemblée | Lille | "], Read("\"2026-05-21\";\"Assemblée\";\"Lille\""));

    [Theory]
    [InlineData("• 21 mai 2026 : Assemblée des membres, Lille")]
    [InlineData("Jeudi 21 mai 2026 – Assemblée des membres, Lille")]
    [InlineData("Assemblée des membres, le 21 mai 2026, Lille")]
    public void One_line_may_hold_everything(string line) =>
        Assert.Equal("Internal | 21 mai 2026 | Assemblée des membres | Lille | ", Assert.Single(Read(line)));

    [Theory]
    [InlineData("21 mai 2026, de 9h à 12h30 : Assemblée", "09:00", "12:30")]
    [InlineData("21 mai 2026 à 14 h 15, Assemblée", "14:15", null)]
    [InlineData("21 mai 2026 10h-11h Assemblée", "10:00", "11:00")]
    [InlineData("21 mai 2026 Assemblée", null, null)]
    public void Hours_beside_the_date_are_read(string line, string? start, string? end)
    {
        var read = Assert.Single(PastedAgenda.Read(line, Today));

        Assert.Equal((Time(start), Time(end), "Assemblée"), (read.StartTime, read.EndTime, read.Title));
    }

    [Fact]
    public void What_has_no_date_is_kept_to_be_completed()
    {
        var read = PastedAgenda.Read("Réunion à fixer", Today);

        Assert.Equal((null, "Réunion à fixer"), (Assert.Single(read).StartsOn, read[0].Title));
    }

    [Fact]
    public void Five_megabytes_are_read_in_a_moment() =>
        Assert.NotEmpty(PastedAgenda.Read(string.Concat(Enumerable.Repeat("21 mai 2026 : Assemblée, Lille\n", 170_000)), Today));

    private static TimeOnly? Time(string? time) => time is null ? null : TimeOnly.ParseExact(time, "HH:mm", CultureInfo.InvariantCulture);

    private static List<string> Read(string text) =>
        [
            .. PastedAgenda.Read(text, Today).Select(
                d => $"{d.Kind} | {FrenchDates.Range(d.StartsOn!.Value, d.EndsOn!.Value)} | {d.Title} | {d.Place} | {d.Project}"),
        ];
}
