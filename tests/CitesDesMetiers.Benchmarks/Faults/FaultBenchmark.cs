using System.CommandLine;
using System.Text.Json;

namespace CitesDesMetiers.Benchmarks.Faults;

/// <summary>
/// Every fault a relay, a database or a clock may have, against the real application as a process of its own, and what became of a small dispatch.
/// </summary>
internal static class FaultBenchmark
{
    public static Command Create()
    {
        var only = new Option<string?>("--only") { Description = "Faults whose name contains this." };
        var slow = new Option<bool>("--slow") { Description = "Late answers come after five minutes, as they may, instead of after five seconds." };
        var parallel = new Option<int>("--parallel") { DefaultValueFactory = _ => 2, Description = "How many at once." };
        var command = new Command("faults", "Meets faults one by one and says what became of the deliveries.") { only, slow, parallel };
        command.SetAction(async (parsed, cancellation) =>
        {
            List<Fault> faults =
            [
                .. FaultList.All(parsed.GetValue(slow)).Where(f => f.Name.Contains(parsed.GetValue(only) ?? "", StringComparison.OrdinalIgnoreCase))
            ];
            Console.WriteLine($"{"fault",-52} {"held",-5} what became of {FaultSite.Recipients} deliveries");
            var held = 0;
            await using var template = await FaultTemplate.CreateAsync();
            await Parallel.ForEachAsync(
                faults,
                new ParallelOptions { MaxDegreeOfParallelism = parsed.GetValue(parallel), CancellationToken = cancellation },
                async (fault, _) =>
                {
                    var (isHeld, became) = await PlayAsync(fault, template);
                    Interlocked.Add(ref held, isHeld ? 1 : 0);
                    Console.WriteLine($"{fault.Name,-52} {(isHeld ? "yes" : "NO"),-5} {became}");
                });
            Console.WriteLine(JsonSerializer.Serialize(new { faults = faults.Count, held }));
            return held == faults.Count ? 0 : 1;
        });
        return command;
    }

    private static async Task<(bool IsHeld, string Became)> PlayAsync(Fault fault, FaultTemplate template)
    {
        try
        {
            await using var site = new FaultSite(template, fault.Listener?.Invoke());
            fault.Arrange?.Invoke(site);
            await site.StartAsync();
            await (fault.Meanwhile?.Invoke(site) ?? Task.CompletedTask);
            var end = await site.EndAsync(fault.Ends);
            return (fault.Promise(end), end.ToString());
        }
        catch (Exception e) when (
            e is IOException or TimeoutException or HttpRequestException or InvalidOperationException or System.Data.Common.DbException)
        {
            return (false, $"{e.GetType().Name}: {e.Message}");
        }
    }
}
