using System.CommandLine;

namespace CitesDesMetiers.Benchmarks.Kills;

/// <param name="Greylist">Share of the recipients refused with 450 at their first try.</param>
/// <param name="Drop">Share of the messages after whose final dot the connection is cut instead of answered; they do not arrive.</param>
/// <param name="Unknown">Share of the recipients refused for good.</param>
internal sealed record KillPlan(int Recipients, int Connections, int Instances, int Kills, double Greylist, double Drop, double Unknown, int Seed);

/// <summary>
/// Instances of the real application share one dispatch and are killed (kill -9) again and again at random moments. Nobody may be
/// left out, and only messages without a recorded answer may arrive twice: one a connection and a kill at the most.
/// </summary>
internal static class KillBenchmark
{
    public static Command Create()
    {
        var recipients = Whole("--recipients", 10_000, "How many subscribers.");
        var connections = Whole("--connections", 8, "Of each instance.");
        var instances = Whole("--instances", 2, "Processes on one SQLite database.");
        var kills = Whole("--kills", 25, "How many processes are killed, and started again, within the dispatch.");
        var seed = Whole("--seed", 1, "Of what is random here.");
        var greylist = Share("--greylist", "Share of the recipients refused with 450 at their first try.");
        var drop = Share("--drop", "Share of the messages after whose final dot the connection is cut.");
        var unknown = Share("--unknown", "Share of the recipients refused for good.");
        var command = new Command("kills", "Kills instances in the middle of a dispatch and counts who got what.")
        {
            recipients, connections, instances, kills, greylist, drop, unknown, seed,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var plan = new KillPlan(
                parsed.GetValue(recipients), parsed.GetValue(connections), parsed.GetValue(instances), parsed.GetValue(kills),
                parsed.GetValue(greylist), parsed.GetValue(drop), parsed.GetValue(unknown), parsed.GetValue(seed));
            await using var run = new KillRun(plan);
            var verdict = await run.RunOnceAsync(cancellation);
            verdict.Print();
            return verdict.Holds ? 0 : 1;
        });
        return command;
    }

    private static Option<int> Whole(string name, int usual, string description) =>
        new(name) { DefaultValueFactory = _ => usual, Description = description };

    private static Option<double> Share(string name, string description) => new(name) { DefaultValueFactory = _ => 0, Description = description };
}
