using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CitesDesMetiers.Benchmarks.Desk;
using CitesDesMetiers.BrowserTests;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Benchmarks.Subscribers;

/// <summary>
/// <c>subscriber-list</c>: the list of subscribers at the desk over a million rows, in both orders, with its filters and searches. The
/// health check is the reference; each round measures everything once in turn.
/// </summary>
internal static class ListBenchmark
{
    private const int Rounds = 20;
    private const int WarmUp = 5;
    private const string Root = "/redaction/abonnes";

    private static readonly Option<int> Rows = new("--rows")
    {
        DefaultValueFactory = _ => 1_000_000,
        Description = "How many subscribers there are."
    };

    private static readonly (string Name, string Query)[] Pages =
    [
        ("newest first", ""), ("oldest first", "?tri=date"), ("by address", "?tri=adresse"), ("by address, downwards", "?tri=-adresse"),
        ("last page that is shown", "?page=200"), ("last page by address", "?tri=adresse&page=200"),
        ("search: beginning of an address", "?q=lecteur77"), (
            "search: one address", "?q=lecteur777777@d17.example"), ("search: nothing", "?q=personne"),
        ("filter: who left", "?etat=desabonne"), (
            "who left, by address", "?etat=desabonne&tri=adresse"), ("filter: one language", "?langue=pt&tri=-adresse"),
        ("filter: one Cité", "?cite=1"), ("one Cité, by address", "?cite=1&tri=adresse"), (
            "filter: one organisation", "?organisation=Organisation 12"),
        ("three filters, by address", "?etat=abonne&langue=pt&cite=1&tri=adresse"),
    ];

    public static Command Create()
    {
        var command = new Command("subscriber-list", "The list of subscribers over a million rows.") { Rows };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(Rows)));
        return command;
    }

    private static async Task<int> RunAsync(int rows)
    {
        await using var site = new SiteProcess { EnvironmentName = "Production" };
        await FillAsync(site, rows);
        await site.StartAsync();
        using var visitor = new DeskVisitor(site.Url);
        await visitor.SignInAsync();
        (Figures Figures, string Path)[] measured =
        [
            (new("reference: health check"), "/health"), .. Pages.Select(p => (new Figures(p.Name), Root + p.Query))
        ];
        for (var round = 0; round < WarmUp + Rounds; round++)
        {
            foreach (var (figures, path) in measured)
            {
                var time = await visitor.TimeAsync(path);
                if (round >= WarmUp)
                {
                    figures.Add(time);
                }
            }
        }

        Print(rows, [.. measured.Select(m => m.Figures)]);
        return 0;
    }

    private static async Task FillAsync(SiteProcess site, int rows)
    {
        var options = new DbContextOptionsBuilder<NewsletterContext>();
        DatabaseProvider.Sqlite.Configure(options, site.Database);
        await using var db = new NewsletterContext(options.Options);
        await db.Database.MigrateAsync();
        await new SampleDesk(db).FillAsync();
        await db.Users.ExecuteUpdateAsync(set => set.SetProperty(u => u.Role, Role.Administrator));
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        await db.Database.ExecuteSqlRawAsync(Subscribers, rows);
    }

    private static void Print(int rows, List<Figures> all)
    {
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{rows:N0} subscribers{"",-20} {"median ms",10} {"95 % ms",10} {"reference",10}"));
        foreach (var figures in all)
        {
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{figures.Name,-38} {figures.Median,10:F1} {figures.P95,10:F1} {figures.Median / all[0].Median,9:F1}x"));
        }

        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "subscriber-list",
            rows,
            medianMilliseconds = all.ToDictionary(f => f.Name, f => Math.Round(f.Median, 2)),
        }));
    }

    private const string Guid =
        "printf('%s-%s-%s-%s-%s', hex(randomblob(4)), hex(randomblob(2)), hex(randomblob(2)), hex(randomblob(2)), hex(randomblob(6)))";

    /// <summary>
    /// One in ten has left, a third reads another language, three in seven follow one of the Cités, one in three names one of a thousand
    /// organisations.
    /// </summary>
    private const string Subscribers = $$"""
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {0})
        INSERT INTO "Subscribers" ("Version", "PublicId", "Address", "NormalisedAddress", "AddressKey", "State", "Language", "Frequency", "CiteId", "Organisation", "CreatedAt", "ConfirmedAt", "LastContactAt")
        SELECT {{Guid}}, {{Guid}}, 'lecteur' || (i * 7919 % 1000003) || '@d' || (i % 20) || '.example', 'lecteur' || (i * 7919 % 1000003) || '@d' || (i % 20) || '.example', lower(hex(randomblob(32))),
            CASE i % 10 WHEN 0 THEN 'Unsubscribed' ELSE 'Confirmed' END, CASE i % 9 WHEN 0 THEN 'pt' WHEN 1 THEN 'es' WHEN 2 THEN 'it' ELSE 'fr' END, 'EachIssue',
            CASE WHEN i % 7 < 3 THEN 1 + i % (SELECT count(*) FROM "Cites") END, CASE i % 3 WHEN 0 THEN 'Organisation ' || (i % 1000) END, '2026-01-01 00:00:00', '2026-01-01 00:00:00', '2026-01-01 00:00:00'
        FROM n
        """;
}
