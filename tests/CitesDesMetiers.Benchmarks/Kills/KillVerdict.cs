using System.Text.Json;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Tests.Sending.Smtp;

namespace CitesDesMetiers.Benchmarks.Kills;

/// <summary>What a kill run showed, beside what was promised.</summary>
/// <param name="Excused">Recipients in the final state that what the relay did to them demands: unknown, or never answered.</param>
/// <param name="Broken">Recipients for whom the promise did not hold, and why.</param>
internal sealed record KillVerdict(
    KillPlan Plan, int Kills, DispatchState State, int Arrived, int Served, int Excused, int ExtraCopies, int FirstMessageIds, long Looks,
    long WrongLooks,
    int Greylisted, int Dropped, IReadOnlyDictionary<DeliveryState, int> Counts, IReadOnlyList<string> Broken, TimeSpan Took)
{
    /// <summary>One message a connection of every process that was killed.</summary>
    public int Bound => Plan.Connections * Kills;

    public bool Holds =>
        State is DispatchState.Completed && Kills >= Plan.Kills && Broken.Count == 0 && Served + Excused == Plan.Recipients && ExtraCopies <= Bound
        && FirstMessageIds == Arrived && WrongLooks == 0;

    public static KillVerdict Of(
        KillPlan plan, UnreliableRelay relay, IReadOnlyDictionary<string, Delivery> before, IReadOnlyDictionary<string, Delivery> after,
        DispatchState state, long looks, long wrongLooks, TimeSpan took)
    {
        var copies = relay.Mails.GroupBy(m => m.To[0]).ToDictionary(g => g.Key, g => g.Select(MessageIdOf).ToList());
        List<string> broken = [];
        var excused = 0;
        foreach (var (address, delivery) in after)
        {
            var arrived = copies.ContainsKey(address);
            var isRight = delivery.State switch
            {
                DeliveryState.Sent => arrived,
                DeliveryState.Failed => relay.IsUnknown(address) && !arrived,
                DeliveryState.Uncertain => relay.Dropped.ContainsKey(address) && delivery.UncertainAttempts > 1,
                _ => false,
            };
            excused += isRight && !arrived ? 1 : 0;
            if (!isRight)
            {
                broken.Add($"{address}: {delivery.State} after {delivery.Attempts} attempts ({delivery.UncertainAttempts} without an answer), {(arrived ? "arrived" : "not arrived")}: {delivery.LastReply}");
            }
        }

        return new KillVerdict(
            plan, relay.Kills, state, relay.Mails.Count, copies.Count, excused, relay.Mails.Count - copies.Count,
            copies.Sum(c => c.Value.Count(id => id == before[c.Key].MessageId)), looks, wrongLooks, relay.Greylisted, relay.Dropped.Values.Sum(),
            after.Values.CountBy(d => d.State).ToDictionary(), broken, took);
    }

    public void Print()
    {
        Console.WriteLine($"| recipients                        | {Plan.Recipients,8:N0} |");
        Console.WriteLine($"| processes killed                  | {Kills,8:N0} |");
        Console.WriteLine($"| greylisted at the first try       | {Greylisted,8:N0} |");
        Console.WriteLine($"| cut off after the final dot       | {Dropped,8:N0} |");
        Console.WriteLine($"| recipients with a copy            | {Served,8:N0} |");
        Console.WriteLine($"| unknown, or never answered        | {Excused,8:N0} |");
        Console.WriteLine($"| copies too many                   | {ExtraCopies,8:N0} | of {Bound:N0} that are possible: {Plan.Connections} connections, {Kills} kills");
        Console.WriteLine($"| copies under the first Message-ID | {FirstMessageIds,8:N0} | of {Arrived:N0}");
        Console.WriteLine($"| looks at the counts               | {Looks,8:N0} | of which {WrongLooks} did not add up to {Plan.Recipients:N0}");
        Console.WriteLine(
            $"| dispatch                          | {State} | {string.Join(", ", Counts.OrderBy(c => c.Key).Select(c => $"{c.Value:N0} {c.Key}"))}");
        foreach (var line in Broken.Take(20))
        {
            Console.WriteLine("BROKEN " + line);
        }

        Console.WriteLine(JsonSerializer.Serialize(new
        {
            recipients = Plan.Recipients,
            kills = Kills,
            served = Served,
            extraCopies = ExtraCopies,
            bound = Bound,
            firstMessageIds = FirstMessageIds == Arrived,
            countsAddedUp = WrongLooks == 0,
            seconds = Math.Round(Took.TotalSeconds, 1),
        }));
    }

    private static string MessageIdOf(ReceivedMail mail)
    {
        using var stream = new MemoryStream(mail.Raw);
        return MimeKit.HeaderList.Load(stream)[MimeKit.HeaderId.MessageId]?.Trim('<', '>') ?? "";
    }
}
