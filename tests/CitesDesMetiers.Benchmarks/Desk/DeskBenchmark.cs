using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CitesDesMetiers.BrowserTests;
using CitesDesMetiers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Benchmarks.Desk;

/// <summary>
/// <c>desk</c>: how long an editor waits. The health check, which asks the database one thing, is the reference: each round
/// measures everything once in turn, so that a slow minute is slow for all.
/// </summary>
internal static class DeskBenchmark
{
    private const int Rounds = 60;
    private const int WarmUp = 15;

    public static Command Create()
    {
        var command = new Command("desk", "The composer and its preview: an issue of 20 items with pictures, one of 60, a pool of 2,000.");
        command.SetAction((_, _) => RunAsync());
        return command;
    }

    private static async Task<int> RunAsync()
    {
        await using var site = new SiteProcess { EnvironmentName = "Production" };
        var (illustrated, longest) = await FillAsync(site);
        await site.StartAsync();
        using var visitor = new DeskVisitor(site.Url);
        await visitor.SignInAsync();
        (Figures Figures, string Path)[] measured =
        [
            (new("reference: health check"), "/health"),
            (new("composer, 20 items, 20 pictures"), $"/redaction/numeros/{illustrated}"),
            (new("preview, 20 items, 20 pictures"), $"/redaction/numeros/{illustrated}/apercu/courriel"),
            (new("composer, 60 items, pool of 2,000"), $"/redaction/numeros/{longest}"),
            (new("preview, 60 items"), $"/redaction/numeros/{longest}/apercu/courriel"),
            (new("list of news, 2,080 items"), "/redaction/nouvelles"),
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

        var weight = await new PageWeight(visitor).OfAsync($"/redaction/numeros/{illustrated}");
        Print([.. measured.Select(m => m.Figures)], weight);
        return 0;
    }

    private static async Task<(int Illustrated, int Long)> FillAsync(SiteProcess site)
    {
        var options = new DbContextOptionsBuilder<NewsletterContext>();
        DatabaseProvider.Sqlite.Configure(options, site.Database);
        await using var db = new NewsletterContext(options.Options);
        await db.Database.MigrateAsync();
        return await new SampleDesk(db).FillAsync();
    }

    private static void Print(List<Figures> all, int weight)
    {
        var reference = all[0].Median;
        Console.WriteLine($"{"",-36} {"median ms",10} {"95 % ms",10} {"reference",10}");
        foreach (var figures in all)
        {
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{figures.Name,-36} {figures.Median,10:F1} {figures.P95,10:F1} {figures.Median / reference,9:F1}x"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"scripts and styles of the composer, compressed: {weight / 1000.0:F1} KB"));
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "desk",
            medianMilliseconds = all.ToDictionary(f => f.Name, f => Math.Round(f.Median, 2)),
            composerBytes = weight,
        }));
    }
}
