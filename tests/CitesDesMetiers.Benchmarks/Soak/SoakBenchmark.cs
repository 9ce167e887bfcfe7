using System.CommandLine;

namespace CitesDesMetiers.Benchmarks.Soak;

/// <param name="Time">How long visitors come.</param>
/// <param name="Recipients">Subscribers of the dispatch, which starts after a tenth of the time.</param>
/// <param name="Readers">People who read page after page, a tenth of a second to half a second apart.</param>
/// <param name="Editors">People who work at the desk, half a second to two seconds apart.</param>
internal sealed record SoakPlan(TimeSpan Time, int Recipients, int Readers, int Editors);

/// <summary><c>soak</c>: everybody at once for an hour, over two instances of the site behind nginx.</summary>
internal static class SoakBenchmark
{
    public static Command Create()
    {
        var minutes = new Option<double>("--minutes") { DefaultValueFactory = _ => 60, Description = "How long." };
        var recipients = new Option<int>("--recipients") { DefaultValueFactory = _ => 20_000, Description = "Of the dispatch." };
        var readers = new Option<int>("--readers") { DefaultValueFactory = _ => 12, Description = "People who read at once." };
        var editors = new Option<int>("--editors") { DefaultValueFactory = _ => 3, Description = "People who work at the desk at once." };
        var command = new Command("soak", "Readers, sign-ups, editors and a dispatch at once, over two instances behind nginx. Needs nginx.")
        {
            minutes, recipients, readers, editors,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var plan = new SoakPlan(
                TimeSpan.FromMinutes(parsed.GetValue(minutes)), parsed.GetValue(recipients), parsed.GetValue(readers), parsed.GetValue(editors));
            await using var run = new SoakRun(plan);
            return await run.RunAsync(cancellation) ? 0 : 1;
        });
        return command;
    }
}
