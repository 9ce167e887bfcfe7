using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CitesDesMetiers.Documents.Reading;
using CitesDesMetiers.Documents.Understanding;
using CitesDesMetiers.Web.Newsletter.Documents;

namespace CitesDesMetiers.Benchmarks.Documents;

/// <summary><c>documents</c>: how well old issues are understood, and what reading one takes.</summary>
internal static class DocumentsBenchmark
{
    private static readonly string[] Repeated = ["a", "A", "a-", "a.", "1 ", "Aa ", "a@", "Contact :\n", "AGENDA\n", "1 mai ", "- \n"];

    private const string TenPages = "b-ten-pages.pdf";
    private const int Rounds = 5;

    public static Command Create()
    {
        var open = new Option<bool>("--open") { Description = "Only the documents that rules may be written by." };
        var command = new Command("documents", "How well the documents of tests/corpus are understood, time and memory of reading.") { open };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (cites, samples) = (Corpus.Cites(), Corpus.Read());
            var scores = new Dictionary<string, Score>();
            foreach (var sample in samples.Where(s => s.Folder == "documents" || !parsed.GetValue(open)))
            {
                var score = scores.TryGetValue(sample.Folder, out var known) ? known : scores[sample.Folder] = new Score();
                try
                {
                    var document = await ReadingProcess.ReadAsync(await File.ReadAllBytesAsync(sample.Path, cancellation), cancellation);
                    score.Add(sample.Name, sample.Expected, IssueUnderstanding.Of(document, cites, sample.Name, new DateOnly(2026, 11, 29)));
                }
                catch (UnreadableDocumentException e)
                {
                    score.Misses.Add($"{sample.Name}: {e.Fault}");
                }
            }

            foreach (var (folder, score) in scores)
            {
                Print($"{folder}, {samples.Count(s => s.Folder == folder)} documents", score);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\ntexts made to take long, the slowest: {SlowestText(cites):F2} s"));
            var (time, memory) = Measure(samples.Single(s => s.Name == TenPages).Path);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{TenPages}: {time:F2} s, {memory / 1024 / 1024} MB"));
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                benchmark = "documents",
                seconds = Math.Round(time, 2),
                megabytes = memory / 1024 / 1024,
                misses = scores.ToDictionary(s => s.Key, s => s.Value.Misses.Count)
            }));
            return 0;
        });
        return command;
    }

    private static void Print(string title, Score score)
    {
        Console.WriteLine("\n" + title);
        foreach (var (name, wanted, of) in Score.Figures)
        {
            var (right, all) = of(score);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-48} {right,6} of {all,6}  {100.0 * right / Math.Max(1, all),6:F1} %  wanted {wanted}"));
        }

        foreach (var miss in score.Misses)
        {
            Console.WriteLine("  - " + miss);
        }
    }

    /// <summary>Seconds to understand the worst of some texts of 60,000 letters that repeat what the rules look for.</summary>
    private static double SlowestText(IReadOnlyList<KnownCite> cites) =>
        Repeated.Max(piece =>
        {
            var text = "NOUVELLES DES CDM\n\n" + string.Concat(Enumerable.Repeat(piece, 60_000 / piece.Length));
            var watch = Stopwatch.StartNew();
            IssueUnderstanding.Of(DocumentReader.Read(Encoding.UTF8.GetBytes(text)), cites, "infolettre.txt", new DateOnly(2026, 11, 29));
            return watch.Elapsed.TotalSeconds;
        });

    /// <summary>The whole reading process, from its start to its end: the median time, and the most memory of all rounds.</summary>
    private static (double Seconds, long Memory) Measure(string path)
    {
        var (times, memory) = (new List<double>(), 0L);
        for (var i = 0; i < Rounds; i++)
        {
            var watch = Stopwatch.StartNew();
            using var process = Process.Start(ReadingProcess.StartInfo())!;
            process.StandardInput.BaseStream.Write(File.ReadAllBytes(path));
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync();
            while (!process.WaitForExit(5))
            {
                process.Refresh();
                memory = Math.Max(memory, process.HasExited ? 0 : process.PeakWorkingSet64);
            }

            _ = output.GetAwaiter().GetResult();
            times.Add(watch.Elapsed.TotalSeconds);
        }

        times.Sort();
        return (times[Rounds / 2], memory);
    }
}
