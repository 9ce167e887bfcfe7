using System.Diagnostics;
using System.Diagnostics.Metrics;
using CitesDesMetiers.Sending.Smtp;

namespace CitesDesMetiers.Sending.Engine;

/// <summary>What the sending engine measures; docs/monitoring.md names it. No measurement names a person or an address.</summary>
public sealed class SendingMeter
{
    public const string Name = "CitesDesMetiers.Sending";

    private readonly Histogram<double> attempts;
    private readonly Counter<long> lost;
    private readonly Counter<long> returns;

    public SendingMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        attempts = meter.CreateHistogram<double>("infolettre.smtp.attempt.duration", "s", "Time a relay took for a message, by outcome.");
        returns = meter.CreateCounter<long>("infolettre.returns", "{mail}", "Returned mails that were recorded, by what they mean.");
        lost = meter.CreateCounter<long>("infolettre.leases.lost", "{lease}", "Deliveries taken back from an instance that died.");
    }

    /// <param name="start">Of <see cref="Stopwatch"/>.</param>
    internal void RecordAttempt(SendResult result, string relay, long start) =>
        attempts.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, new("outcome", result.Outcome.ToString()), new("relay", relay));

    internal void RecordReturn(string meaning) => returns.Add(1, new KeyValuePair<string, object?>("meaning", meaning));

    internal void RecordLost(int count) => lost.Add(count);
}
