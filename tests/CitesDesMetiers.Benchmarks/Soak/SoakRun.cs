using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using CitesDesMetiers.Benchmarks.Desk;
using CitesDesMetiers.Benchmarks.Sending;
using CitesDesMetiers.Benchmarks.SignUps;
using CitesDesMetiers.BrowserTests;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Tests.Sending.Smtp;

namespace CitesDesMetiers.Benchmarks.Soak;

internal sealed partial class SoakRun(SoakPlan plan) : IAsyncDisposable
{
    private const string Editor = "redaction@infolettre.example";
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    private readonly Balancer balancer = new();
    private readonly SmtpListener relay = new();
    private readonly List<SiteProcess> instances = [];
    private readonly Tally tally = new();

    /// <returns>Whether nothing failed and everybody got the mail once.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        instances.AddRange([Instance(), Instance()]);
        var password = Password().Match(await instances[0].RunAsync("demo")).Groups[1].Value;
        var sample = new SampleDispatch(new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(instances[0].Database).DataSource);
        var dispatch = await sample.PrepareAsync(plan.Recipients);
        instances[1].With("ConnectionStrings:Newsletter", instances[0].Database);
        foreach (var instance in instances)
        {
            instance.With("Site:PublicUrl", balancer.Url);
            await instance.StartAsync();
        }

        await balancer.StartAsync(instances.Select(i => i.Url));
        var editors = await SignInAsync(password);
        var footprints = instances.ConvertAll(i => new Footprint(i));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        over.CancelAfter(plan.Time);
        List<Task> people =
        [
            .. Enumerable.Range(0, plan.Readers).Select(i => ReadAsync(i, over.Token)),
            .. editors.Select((e, i) => EditAsync(e, i, over.Token)),
            SignUpAsync(over.Token),
            SendAsync(sample, dispatch, over.Token),
        ];
        while (!over.IsCancellationRequested)
        {
            footprints.ForEach(f => f.Look());
            await Task.WhenAny(Task.Delay(Look, over.Token));
        }

        await Task.WhenAll(people);
        var counts = await sample.CountsAsync();
        var arrived = relay.Mails.GroupBy(m => m.To.Single(), StringComparer.Ordinal)
            .Where(g => g.Key.StartsWith("lecteur", StringComparison.Ordinal)).ToDictionary(g => g.Key, g => g.Count());
        tally.Print();
        Console.WriteLine(
            $"dispatch: {arrived.Count:N0} of {plan.Recipients:N0} reached, {arrived.Values.Count(n => n > 1)} of them twice; "
                + string.Join(", ", counts.Select(c => $"{c.Key} {c.Value}")) + " with those of the demonstration");
        var flat = footprints.ConvertAll(f => f.Compare());
        foreach (var (memory, later, files, laterFiles) in flat)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"instance: {memory:F0} MB, later {later:F0}; open files {files}, later {laterFiles}"));
        }

        foreach (var footprint in footprints)
        {
            Console.WriteLine("memory by tenths of the time, MB: "
                + string.Join(' ', footprint.MemoryByTenths().Select(m => m.ToString("F0", CultureInfo.InvariantCulture))));
        }

        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "soak",
            minutes = plan.Time.TotalMinutes,
            plan.Recipients,
            reached = arrived.Count,
            tally.Summary,
            instances = flat.Select(f => new { f.Memory, f.LaterMemory, f.Files, f.LaterFiles }),
        }));
        return tally.IsClean && arrived.Count == plan.Recipients && arrived.Values.All(n => n == 1);
    }

    public async ValueTask DisposeAsync()
    {
        await balancer.DisposeAsync();
        foreach (var instance in instances)
        {
            await instance.DisposeAsync();
        }

        await relay.DisposeAsync();
    }

    private SiteProcess Instance() =>
        new SiteProcess { EnvironmentName = "Production" }
            .With("Mail:Transport", "Smtp").With("Mail:Smtp:Host", "127.0.0.1").With("Mail:Smtp:Port", $"{relay.Port}")
            .With("LinkCheck:Enabled", "false").With("Serilog:MinimumLevel:Default", "Error").With("ReloadStaticAssetsAtRuntime", "false")
            .With("Accounts:RequireSecondFactor", "false")
            .With("RateLimits:SignUpsPerHour", "1000000").With("RateLimits:SignUpsPerHourAndDomain", "1000000")
            .With("RateLimits:ChallengeAboveSignUpsPerMinute", "1000000").With("RateLimits:UploadsPerHour", "1000000");

    /// <summary>Reads pages of the site in turn, some of them anew each time.</summary>
    private async Task ReadAsync(int number, CancellationToken over)
    {
        var random = new Random(number);
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All })
        {
            BaseAddress = new Uri(balancer.Url),
            DefaultRequestHeaders = { { "X-Forwarded-For", $"10.2.0.{number + 1}" } },
        };
        var issues = Issue().Matches(await client.GetStringAsync(new Uri("/numeros", UriKind.Relative), CancellationToken.None))
            .Select(m => m.Groups[1].Value).Distinct().ToArray();
        string[] words = ["atelier", "formation", "réseau", "métiers", "emploi", "orientation"];
        while (!over.IsCancellationRequested)
        {
            (string Kind, string Path) page = random.Next(10) switch
            {
                0 or 1 => ("front page", "/"),
                2 => ("archive", "/numeros"),
                3 or 4 or 5 => ("an issue", issues[random.Next(issues.Length)]),
                6 => ("news", "/actualites"),
                7 => ("agenda", "/agenda"),
                8 => ("search", $"/recherche?q={words[random.Next(words.Length)]}+{random.Next(1000)}"),
                _ => ("feed", "/feed.atom"),
            };
            await tally.CountAsync(page.Kind, async () =>
            {
                using var answer = await client.GetAsync(new Uri(page.Path, UriKind.Relative), CancellationToken.None);
                await answer.Content.CopyToAsync(Stream.Null, CancellationToken.None);
                answer.EnsureSuccessStatusCode();
            });
            await Task.WhenAny(Task.Delay(random.Next(100, 500), over));
        }
    }

    /// <summary>One after the other: tries made at once are held up, as guesses are.</summary>
    private async Task<List<DeskVisitor>> SignInAsync(string password)
    {
        List<DeskVisitor> editors = [];
        for (var i = 0; i < plan.Editors; i++)
        {
            editors.Add(new DeskVisitor(balancer.Url));
            await editors[i].SignInAsync(Editor, password);
        }

        return editors;
    }

    private async Task EditAsync(DeskVisitor editor, int number, CancellationToken over)
    {
        using var visitor = editor;
        var random = new Random(100 + number);
        var issue = Workshop().Match(await visitor.ReadAsync("/redaction/numeros")).Groups[1].Value;
        for (var turn = 0; !over.IsCancellationRequested; turn++)
        {
            var work = (turn % 6) switch
            {
                0 => ("desk: dashboard", () => visitor.TimeAsync("/redaction")),
                1 => ("desk: workshop", () => visitor.TimeAsync(issue)),
                2 => ("desk: preview of the mail", () => visitor.TimeAsync(issue + "/apercu/courriel")),
                3 => ("desk: list of news", () => visitor.TimeAsync("/redaction/nouvelles")),
                4 => ("desk: news item written", () => visitor.WriteAsync($"Essai {number} {turn}")),
                _ => ((string Kind, Func<Task> Do))("desk: pictures", () => visitor.TimeAsync("/redaction/images")),
            };
            await tally.CountAsync(work.Item1, work.Item2);
            await Task.WhenAny(Task.Delay(random.Next(500, 2_000), over));
        }
    }

    /// <summary>Two people a second, each from another network, open the form, fill it in and send it.</summary>
    private async Task SignUpAsync(CancellationToken over)
    {
        List<Task> people = [];
        for (var i = 0; !over.IsCancellationRequested; i++)
        {
            people.Add(SignUpAsync(i));
            await Task.WhenAny(Task.Delay(500, over));
        }

        await Task.WhenAll(people);
    }

    private async Task SignUpAsync(int number)
    {
        using var person = new FormSender(balancer.Url);
        await person.OpenAsync();
        await tally.CountAsync("sign-up", async () =>
        {
            var (status, _) = await person.SendAsync(
                "/inscription", $"nouvelle{number}@mesure.example", $"10.{3 + (number / 65_536)}.{number / 256 % 256}.{number % 256}");
            if (status is not HttpStatusCode.Redirect)
            {
                throw new InvalidOperationException($"answered {(int)status}");
            }
        });
    }

    private async Task SendAsync(SampleDispatch sample, int dispatch, CancellationToken over)
    {
        await Task.WhenAny(Task.Delay(plan.Time / 10, over));
        var watch = Stopwatch.StartNew();
        await sample.StartAsync(dispatch);
        while (!over.IsCancellationRequested && await sample.StateAsync(dispatch) is DispatchState.Running)
        {
            await Task.WhenAny(Task.Delay(500, over));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"dispatch of {plan.Recipients} took {watch.Elapsed.TotalSeconds:F0} s"));
    }

    [GeneratedRegex(@"redaction@infolettre\.example\s+(\S+)")]
    private static partial Regex Password();

    [GeneratedRegex("href=\"(/numeros/[^\"/#?]+)\"")]
    private static partial Regex Issue();

    [GeneratedRegex("href=\"(/redaction/numeros/[0-9]+)\"")]
    private static partial Regex Workshop();
}
