using System.Diagnostics;
using System.Globalization;
using System.Text;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Sending;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Benchmarks.Sending;

/// <summary>An edition of 60 KB of HTML and 8 KB of text, and a dispatch of it to so many confirmed subscribers, in a database of its own.</summary>
internal sealed class SampleDispatch(string path, int htmlBytes = 60_000, int textBytes = 8_000)
{
    public string Path => path;
    public string Connection { get; } = $"Data Source={path}";

    /// <summary>How long the statement took that queues all deliveries.</summary>
    public TimeSpan Queueing { get; private set; }

    /// <summary>Of an application in this process: what is asked here then costs it no model and no memory that it has not anyway.</summary>
    public DbContextOptions<NewsletterContext>? Options { get; set; }

    public NewsletterContext Open()
    {
        if (Options is null)
        {
            var options = new DbContextOptionsBuilder<NewsletterContext>();
            DatabaseProvider.Sqlite.Configure(options, Connection);
            Options = options.Options;
        }

        return new NewsletterContext(Options);
    }

    /// <summary>The dispatch waits, suspended, until <see cref="StartAsync"/>.</summary>
    public async Task<int> PrepareAsync(int recipients)
    {
        await using var db = Open();
        await db.Database.MigrateAsync();
        await DatabaseProvider.Sqlite.PrepareAsync(db.Database, CancellationToken.None);
        var issue = new Issue(1, new DateOnly(2026, 3, 1));
        db.Add(issue);
        await db.SaveChangesAsync();
        var dispatch = new Dispatch(
            new Edition(
                issue,
                "numero-1",
                Content,
                Html(htmlBytes),
                Words(textBytes) + "\nSe désinscrire : https://lettre.example/desinscription/" + RecipientMarks.Token + "\n",
                DateTime.UtcNow),
            DateTime.UtcNow);
        dispatch.Pause(null);
        db.Add(dispatch);
        await db.SaveChangesAsync();
        await db.Database.ExecuteSqlRawAsync(Subscribers, recipients);
        var start = Stopwatch.GetTimestamp();
        await db.Database.ExecuteSqlRawAsync(
            DatabaseProvider.Sqlite.QueueDeliveries,
            [dispatch.Id, DateTime.UtcNow, "lettre.example", .. dispatch.Audience.Parameters(DateOnly.FromDateTime(DateTime.UtcNow))]);
        Queueing = Stopwatch.GetElapsedTime(start);
        return dispatch.Id;
    }

    public async Task StartAsync(int? only = null)
    {
        await using var db = Open();
        await db.Dispatches.Where(d => only == null || d.Id == only).ExecuteUpdateAsync(set => set.SetProperty(d => d.State, DispatchState.Running));
    }

    public async Task<DispatchState> StateAsync(int dispatch)
    {
        await using var db = Open();
        return await db.Dispatches.Where(d => d.Id == dispatch).Select(d => d.State).SingleAsync();
    }

    public async Task<bool> IsOverAsync()
    {
        await using var db = Open();
        return await db.Dispatches.AllAsync(d => d.State == DispatchState.Completed || d.State == DispatchState.Paused);
    }

    public async Task<IReadOnlyDictionary<DeliveryState, int>> CountsAsync()
    {
        await using var db = Open();
        return await db.Deliveries.GroupBy(d => d.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
    }

    private static EditionContent Content => new()
    {
        Number = 1,
        Date = new DateOnly(2026, 3, 1),
        Language = "fr",
        Subject = "Œuvre d’été : la Cité des métiers d’Orléans",
        Preheader = "Le réseau se retrouve à Orléans à la fin du mois de juin.",
        NewsletterName = "InfoLettre",
        NetworkName = "Réseau de mesure",
        PublisherName = "Réseau de mesure",
        PublisherAddress = "1 rue des Essais, 75000 Paris",
        Editorial = new EditionEditorial(null, "<p>Bonjour.</p>", null, null, null),
        ContactAddress = "contact@mesure.example",
    };

    private static string Html(int bytes) =>
        "<!DOCTYPE html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"><title>InfoLettre</title></head>\n<body><p>"
        + Words(bytes).Replace("\n", "</p>\n<p>", StringComparison.Ordinal)
        + $"</p><p><a href=\"https://lettre.example/desinscription/{RecipientMarks.Token}\">Se désinscrire</a></p></body></html>\n";

    /// <summary>Varied French words, some with accents, in lines of a hundred characters.</summary>
    private static string Words(int bytes)
    {
        string[] words =
        [
            "cité",
            "métiers",
            "accueil",
            "conseil",
            "formation",
            "emploi",
            "orientation",
            "réseau",
            "visiteurs",
            "journée",
            "atelier",
            "l’été",
            "projet",
            "équipe",
            "avec"
        ];
        var random = new Random(7);
        var text = new StringBuilder();
        var line = 0;
        while (text.Length < bytes * 0.95)
        {
            var word = words[random.Next(words.Length)] + random.Next(100).ToString(CultureInfo.InvariantCulture);
            line = line > 100 ? 0 : line + word.Length + 1;
            text.Append(word).Append(line == 0 ? '\n' : ' ');
        }

        return text.ToString();
    }

    private const string Guid =
        "printf('%s-%s-%s-%s-%s', hex(randomblob(4)), hex(randomblob(2)), hex(randomblob(2)), hex(randomblob(2)), hex(randomblob(6)))";

    private const string Subscribers = $$"""
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {0})
        INSERT INTO "Subscribers" ("Version", "PublicId", "Address", "NormalisedAddress", "AddressKey", "State", "Language", "Frequency", "CreatedAt", "ConfirmedAt", "LastContactAt")
        SELECT {{Guid}}, {{Guid}}, 'lecteur' || i || '@d' || (i % 20) || '.example', 'lecteur' || i || '@d' || (i % 20) || '.example', lower(hex(randomblob(32))),
            'Confirmed', 'fr', 'EachIssue', '2026-01-01 00:00:00', '2026-01-01 00:00:00', '2026-01-01 00:00:00'
        FROM n
        """;
}
