using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Text.Json;
using CitesDesMetiers.Benchmarks.Desk;
using CitesDesMetiers.BrowserTests;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Newsletter.Search;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Benchmarks.Searching;

/// <summary>
/// <c>search</c>: the page of results with its filters and their counts, over many articles. The health check is the reference; each
/// round measures everything once in turn.
/// </summary>
internal static class SearchBenchmark
{
    private const int Rounds = 20;
    private const int WarmUp = 5;

    private static readonly Option<int> Articles = new("--articles")
    {
        DefaultValueFactory = _ => 20_000,
        Description = "How many articles have appeared, a multiple of 50."
    };

    private static readonly (string Name, string Query)[] Searches =
    [
        ("rare word", "q=" + SampleArchive.RareWord),
        ("common word", "q=métiers"),
        ("two words and a year", "q=apprentissage+lycéennes&annee=2020"),
        ("phrase", $"q=« {SampleArchive.Phrase} »"),
        ("prefix", "q=profess"),
        ("nothing typed", ""),
        ("page 20 of a common word", "q=métiers&page=20"),
    ];

    public static Command Create()
    {
        var command = new Command("search", "The page of results of the search over 20,000 articles.") { Articles };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(Articles)));
        return command;
    }

    private static async Task<int> RunAsync(int articles)
    {
        await using var site = new SiteProcess { EnvironmentName = "Production" };
        await FillAsync(site, articles);
        await site.StartAsync();
        using var reader = new DeskVisitor(site.Url);

        // A long query is not kept, so every page is made anew.
        var anew = "&x=" + new string('x', 250);
        (Figures Figures, string Path)[] measured =
        [
            (new("reference: health check"), "/health"), .. Searches.Select(s => (new Figures(s.Name), $"/recherche?{s.Query}{anew}")),
        ];
        for (var round = 0; round < WarmUp + Rounds; round++)
        {
            foreach (var (figures, path) in measured)
            {
                var time = await reader.TimeAsync(path);
                if (round >= WarmUp)
                {
                    figures.Add(time);
                }
            }
        }

        await PrintAsync(reader, articles, [.. measured.Select(m => m.Figures)]);
        return 0;
    }

    private static async Task FillAsync(SiteProcess site, int articles)
    {
        var options = new DbContextOptionsBuilder<NewsletterContext>().AddInterceptors(new SearchIndexing());
        DatabaseProvider.Sqlite.Configure(options, site.Database);
        await using var db = new NewsletterContext(options.Options);
        await db.Database.MigrateAsync();
        await new SampleArchive(db).FillAsync(articles);
    }

    private static async Task PrintAsync(DeskVisitor reader, int articles, List<Figures> all)
    {
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture, $"{articles:N0} articles{"",-15} {"results",10} {"median ms",10} {"95 % ms",10} {"reference",10}"));
        foreach (var (figures, query) in all.Zip(Searches.Select(s => s.Query).Prepend(null)))
        {
            var results = query is null ? "" : ResultsOf(await reader.ReadAsync("/recherche?" + query));
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{figures.Name,-30} {results,10} {figures.Median,10:F1} {figures.P95,10:F1} {figures.Median / all[0].Median,9:F1}x"));
        }

        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "search",
            articles,
            medianMilliseconds = all.ToDictionary(f => f.Name, f => Math.Round(f.Median, 2)),
        }));
    }

    /// <summary>The number before the word "résultats".</summary>
    private static string ResultsOf(string page)
    {
        var end = page.IndexOf(" résultat", StringComparison.Ordinal);
        return end < 0 ? "0" : WebUtility.HtmlDecode(page[(page.LastIndexOf('>', end) + 1)..end]);
    }
}
