using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CitesDesMetiers.Benchmarks.Desk;
using CitesDesMetiers.BrowserTests;
using CitesDesMetiers.Core.Data;
using Microsoft.EntityFrameworkCore;
using NetVips;

namespace CitesDesMetiers.Benchmarks.Uploads;

/// <summary><c>uploads</c>: the memory that six pictures of 60 megapixels need which are sent at once, and how long they take.</summary>
internal static class UploadBenchmark
{
    private const int AtOnce = 6;

    public static Command Create()
    {
        var file = new Option<FileInfo?>("--file") { Description = "This picture instead, such as a progressive JPEG." };
        var command = new Command("uploads", "Six pictures of 60 megapixels sent at once: resident memory and time, for each format.") { file };
        command.SetAction(async (parsed, cancellation) =>
        {
            var results = new List<object>();
            if (parsed.GetValue(file) is { } own)
            {
                var bytes = await File.ReadAllBytesAsync(own.FullName, cancellation);
                results.Add(await MeasureAsync(own.Name, [bytes]));
            }
            else
            {
                results.Add(await MeasureAsync("PNG", Draw(10_000, 6_000, ".png")));
                results.Add(await MeasureAsync("PNG, tall", Draw(3_464, 17_320, ".png")));
                results.Add(await MeasureAsync("JPEG", Draw(10_000, 6_000, ".jpg[Q=80]")));
                results.Add(await MeasureAsync("WebP, lossless", Draw(10_000, 6_000, ".webp[lossless,effort=0]")));
            }

            Console.WriteLine(JsonSerializer.Serialize(new { benchmark = "uploads", results }));
            return 0;
        });
        return command;
    }

    /// <summary>A process of its own for each: memory once taken is not always given back.</summary>
    private static async Task<object> MeasureAsync(string name, List<byte[]> pictures)
    {
        await using var site = new SiteProcess { EnvironmentName = "Production" };
        var options = new DbContextOptionsBuilder<NewsletterContext>();
        DatabaseProvider.Sqlite.Configure(options, site.Database);
        await using (var db = new NewsletterContext(options.Options))
        {
            await db.Database.MigrateAsync();
            await new SampleDesk(db).FillAsync();
        }

        await site.StartAsync();
        using var visitor = new DeskVisitor(site.Url);
        await visitor.SignInAsync();
        await visitor.UploadAsync(Draw(800, 600, ".jpg[Q=80]")[0]);
        var before = site.Memory;
        var watch = Stopwatch.StartNew();
        var times = await Task.WhenAll(pictures.Select(async picture =>
        {
            await visitor.UploadAsync(picture);
            return watch.Elapsed.TotalSeconds;
        }));
        var more = (site.PeakMemory - before) / 1_048_576;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-16} {pictures[0].Length / 1_000,7} KB: {more,5} MB more than {before / 1_048_576} MB; first after {times.Min():F1} s, last after {times.Max():F1} s"));
        return new { name, megabytesMore = more, first = Math.Round(times.Min(), 1), last = Math.Round(times.Max(), 1) };
    }

    /// <summary>Six that differ: the same content twice would be one picture.</summary>
    private static List<byte[]> Draw(int width, int height, string format) => [.. Enumerable.Range(0, AtOnce).Select(seed =>
    {
        using var black = Image.Black(width, height, bands: 3);
        using var white = (black + 255).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        using var drawn = white.Mutate(image =>
        {
            for (var i = seed; i < seed + 20; i++)
            {
                image.DrawCircle(
                    [i * 47 % 256, i * 91 % 256, 128], i * 211 % 100 * width / 100, i * 137 % 100 * height / 100, width / 12, fill: true);
            }
        });
        return drawn.WriteToBuffer(format);
    })];
}
