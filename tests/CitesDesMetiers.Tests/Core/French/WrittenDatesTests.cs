using System.Globalization;
using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Tests.Core.French;

/// <summary>Dates as people write them.</summary>
public class WrittenDatesTests
{
    private static readonly DateOnly Today = new(2018, 5, 15);

    [Theory]
    [InlineData("31 mai 2018", "2018-05-31", "2018-05-31")]
    [InlineData("1er juin 2018", "2018-06-01", "2018-06-01")]
    [InlineData("Jeudi 31 MAI 2018", "2018-05-31", "2018-05-31")]
    [InlineData("le 3 juillet", "2018-07-03", "2018-07-03")]
    [InlineData("le 3 février", "2019-02-03", "2019-02-03")]
    [InlineData("le 3 avril", "2018-04-03", "2018-04-03")]
    [InlineData("25-27 juin 2018", "2018-06-25", "2018-06-27")]
    [InlineData("25 – 27 juin", "2018-06-25", "2018-06-27")]
    [InlineData("du 25 au 27 juin 2018", "2018-06-25", "2018-06-27")]
    [InlineData("les 25 et 26 juin 2018", "2018-06-25", "2018-06-26")]
    [InlineData("du 30 mai au 1er juin 2018", "2018-05-30", "2018-06-01")]
    [InlineData("du lundi 30 avril au mercredi 2 mai", "2018-04-30", "2018-05-02")]
    [InlineData("30 décembre - 2 janvier 2019", "2018-12-30", "2019-01-02")]
    [InlineData("du 30 décembre 2018 au 2 janvier 2019", "2018-12-30", "2019-01-02")]
    [InlineData("25/06/2018", "2018-06-25", "2018-06-25")]
    [InlineData("25.6.18", "2018-06-25", "2018-06-25")]
    [InlineData("25/06/2018 - 27/06/2018", "2018-06-25", "2018-06-27")]
    [InlineData("2018-06-25", "2018-06-25", "2018-06-25")]
    [InlineData("5 sept. 2018", "2018-09-05", "2018-09-05")]
    [InlineData("5 aout 2018", "2018-08-05", "2018-08-05")]
    [InlineData("Réunion du comité, le 13 juin 2018 à Paris", "2018-06-13", "2018-06-13")]
    [InlineData("Salle 12, 13 juin 2018", "2018-06-13", "2018-06-13")]
    public void A_date_is_found(string text, string start, string end)
    {
        var found = WrittenDates.Find(text, Today);

        Assert.NotNull(found);
        Assert.Equal((Day(start), Day(end)), (found.Start, found.End));
    }

    [Theory]
    [InlineData("")]
    [InlineData("31 juin 2018")]
    [InlineData("29 février 2019")]
    [InlineData("mai 2018")]
    [InlineData("12 maisons")]
    [InlineData("3 marsouins")]
    [InlineData("du 27 au 25 juin 2018")]
    [InlineData("Tél. 01.40.05.70.00")]
    [InlineData("numéro 2018-06")]
    [InlineData("40/13/2018")]
    [InlineData("Cité 2018")]
    public void What_is_no_date_is_not_taken_for_one(string text) => Assert.Null(WrittenDates.Find(text, Today));

    [Fact]
    public void Whatever_the_site_writes_is_read_back()
    {
        var random = new Random(18);
        for (var i = 0; i < 2_000; i++)
        {
            var start = new DateOnly(2015, 1, 1).AddDays(random.Next(5_000));
            var end = start.AddDays(random.Next(3) == 0 ? random.Next(60) : 0);

            var found = WrittenDates.Find(FrenchDates.Range(start, end), Today);

            Assert.Equal((start, end), (found?.Start, found?.End));
        }
    }

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
