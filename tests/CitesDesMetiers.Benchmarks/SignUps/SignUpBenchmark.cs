using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using CitesDesMetiers.BrowserTests;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Benchmarks.SignUps;

/// <summary>
/// <c>signup</c>: whether the time of an answer tells a known address from an unknown one, and what a flood of sign-ups of one
/// person leaves behind with the limits as they are.
/// </summary>
internal static class SignUpBenchmark
{
    private const int Tries = 200;
    private const int Requests = 10_000;
    private const int Clients = 500;
    private static readonly DateTime Noon = new(2026, 3, 2, 12, 0, 0, DateTimeKind.Utc);

    public static Command Create()
    {
        var command = new Command(
            "signup", "Answers to known and unknown addresses compared, 200 tries each; 10,000 sign-ups of one person from 500 addresses.");
        command.SetAction(async (_, _) =>
        {
            var medians = await CompareAsync();
            var flood = await FloodAsync();
            Console.WriteLine(JsonSerializer.Serialize(new { benchmark = "signup", medianMilliseconds = medians, flood }));
            return 0;
        });
        return command;
    }

    /// <summary>Each known address is another subscriber, so that each causes a mail where one may be caused.</summary>
    private static async Task<Dictionary<string, double>> CompareAsync()
    {
        await using var site = new SiteProcess { EnvironmentName = "Production" }
            .With("RateLimits:SignUpsPerHour", "1000000").With("RateLimits:SignUpsPerHourAndDomain", "1000000")
            .With("RateLimits:ChallengeAboveSignUpsPerMinute", "1000000");
        await FillAsync(site);
        await site.StartAsync();
        using var sender = new FormSender(site.Url);
        await sender.OpenAsync();
        await Parallel.ForAsync(0, 20, async (i, _) => await sender.SendAsync("/inscription", $"echauffement{i}@mesure.example", $"10.9.0.{i}"));
        (string Path, string Name, Func<int, string> Address, Figures Figures)[] measured =
        [
            ("/inscription", "known", i => $"connue{i}@mesure.example", new("sign-up, known")),
            ("/inscription", "unknown", i => $"nouvelle{i}@mesure.example", new("sign-up, unknown")),
            ("/abonnement", "known", i => $"connue{i}@mesure.example", new("link, known")),
            ("/abonnement", "unknown", i => $"inconnue{i}@mesure.example", new("link, unknown")),
        ];
        var times = new ConcurrentBag<(Figures Figures, TimeSpan Time)>();
        await Parallel.ForAsync(0, Tries, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) =>
        {
            foreach (var (path, _, address, figures) in measured)
            {
                var (status, time) = await sender.SendAsync(path, address(i), $"10.0.{i}.1");
                times.Add((figures, status is HttpStatusCode.Redirect ? time : throw new InvalidOperationException($"{path} answered {status}.")));
            }
        });
        foreach (var (figures, time) in times)
        {
            figures.Add(time);
        }

        foreach (var (_, _, _, figures) in measured)
        {
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{figures.Name,-20} median {figures.Median,7:F1} ms, 95 % {figures.P95,7:F1} ms"));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"difference of medians: sign-up {measured[0].Figures.Median - measured[1].Figures.Median:F2} ms, link {measured[2].Figures.Median - measured[3].Figures.Median:F2} ms"));
        return measured.ToDictionary(m => m.Figures.Name, m => Math.Round(m.Figures.Median, 2));
    }

    private static async Task<object> FloodAsync()
    {
        await using var site = new SiteProcess { EnvironmentName = "Production" }.With("RateLimits:PublicFormPerMinute", "20");
        await FillAsync(site);
        await site.StartAsync();
        using var sender = new FormSender(site.Url);
        await sender.OpenAsync();
        var answers = new ConcurrentDictionary<HttpStatusCode, int>();
        var watch = Stopwatch.StartNew();
        await Parallel.ForAsync(0, Requests, new ParallelOptions { MaxDegreeOfParallelism = 200 }, async (i, _) =>
        {
            var (status, _) = await sender.SendAsync("/inscription", "victime@cible.example", $"10.1.{i % Clients / 250}.{i % 250 + 1}");
            answers.AddOrUpdate(status, 1, (_, n) => n + 1);
        });
        var perSecond = Requests / watch.Elapsed.TotalSeconds;
        await Task.Delay(TimeSpan.FromSeconds(10));
        await using var db = Open(site);
        var rows = await db.Subscribers.CountAsync(s => s.NormalisedAddress == "victime@cible.example");
        var mails = Directory.GetFiles(Path.Combine(site.Folder, "outbox"), "*.eml", SearchOption.AllDirectories).Length + await db.OutgoingMails
            .CountAsync();
        var counts = string.Join(", ", answers.OrderBy(a => a.Key).Select(a => $"{(int)a.Key}: {a.Value}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"flood: {perSecond:F0} requests/s ({counts}); rows {rows}, mails {mails}"));
        return new { requestsPerSecond = Math.Round(perSecond), rows, mails };
    }

    private static async Task FillAsync(SiteProcess site)
    {
        await using var db = Open(site);
        await db.Database.MigrateAsync();
        var settings = new NewsletterSettings();
        settings.Identify("Réseau de mesure", "1 rue des Essais\n75000 Paris", "", "", "contact@mesure.example", "donnees@mesure.example");
        db.Add(settings);
        for (var i = 0; i < Tries; i++)
        {
            var address = EmailAddress.Parse($"connue{i}@mesure.example");
            var subscriber = new Subscriber(address, $"{i}", "fr", null, Noon);
            subscriber.Confirm(new ConsentEvent(ConsentKind.Confirmed, ConsentSource.Demonstration, Noon, address.Value, "fr", "Mesure", "1", "1"));
            db.Add(subscriber);
        }

        await db.SaveChangesAsync();
    }

    private static NewsletterContext Open(SiteProcess site)
    {
        var options = new DbContextOptionsBuilder<NewsletterContext>();
        DatabaseProvider.Sqlite.Configure(options, site.Database);
        return new NewsletterContext(options.Options);
    }
}
