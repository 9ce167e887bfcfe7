using System.Diagnostics;
using System.Diagnostics.Metrics;
using CitesDesMetiers.Sending.Smtp;

namespace CitesDesMetiers.Sending.Engine;

/// <summary>What the sending engine measures; docs/monitoring.md names it. No measurement names a person or an address.</summary>
public sealed class SendingMeter
{
    public const string Name = "CitesDesMetiers.Sending";

    private readonly Histogram<double> attempts;
    private readonly Counter<long> returns;
    private long lost;

    public SendingMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        attempts = meter.CreateHistogram<double>("infolettre.smtp.attempt.duration", "s", "Time a relay took for a message, by outcome.");
        returns = meter.CreateCounter<long>("infolettre.returns", "{mail}", "Returned mails that were recorded, by what they mean.");

        // Observed, so that it is there as 0 before anything is lost: Prometheus sees no increase in what comes into being.
        meter.CreateObservableCounter(
            "infolettre.leases.lost", () => Interlocked.Read(ref lost), "{lease}", "Deliveries taken back from an instance that died.");
    }

    /// <param name="start">Of <see cref="Stopwatch"/>.</param>
    internal void RecordAttempt(SendResult result, string relay, long start) =>
        attempts.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, new("outcome", result.Outcome.ToString()), new("relay", relay));

    internal void RecordReturn(string meaning) => returns.Add(1, new KeyValuePair<string, object?>("meaning", meaning));

    internal void RecordLost(int count) => Interlocked.Add(ref lost, count);
}
