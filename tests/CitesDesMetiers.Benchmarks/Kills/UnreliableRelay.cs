using System.Collections.Concurrent;
using System.Globalization;
using CitesDesMetiers.Tests.Sending.Smtp;

namespace CitesDesMetiers.Benchmarks.Kills;

/// <summary>
/// The relay of a kill run: counts what arrives, does what the plan says to whom it says, and takes its time so that all kills fall within the
/// dispatch.
/// </summary>
internal sealed class UnreliableRelay : IAsyncDisposable
{
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly KillPlan plan;
    private readonly ConcurrentDictionary<string, bool> greylisted = new();
    private readonly SmtpListener listener;
    private readonly Random random;

    public UnreliableRelay(KillPlan plan)
    {
        this.plan = plan;
        random = new Random(plan.Seed);
        listener = new SmtpListener { Script = AnswerAsync };
    }

    public int Port => listener.Port;

    public IReadOnlyCollection<ReceivedMail> Mails => listener.Mails;

    /// <summary>How often each recipient's message was cut off after its final dot.</summary>
    public ConcurrentDictionary<string, int> Dropped { get; } = new();

    /// <summary>Said by the run: messages are answered slowly when they are ahead of the kills.</summary>
    public int Kills { get; set; }

    public int Greylisted => greylisted.Count;

    public bool IsUnknown(string address) => Draw(address, 1) < plan.Unknown;

    public ValueTask DisposeAsync() => listener.DisposeAsync();

    private async Task<string?> AnswerAsync(SmtpMoment moment, string to)
    {
        if (moment is SmtpMoment.Recipient)
        {
            return IsUnknown(to) ? "550 5.1.1 No such user"
                : Draw(to, 2) < plan.Greylist && greylisted.TryAdd(to, true) ? "450 4.2.0 Greylisted, come back later"
                : null;
        }

        if (moment is not SmtpMoment.FinalDot)
        {
            return null;
        }

        await Task.Delay(Usual);
        bool IsDue() => listener.Mails.Count > plan.Recipients * (Kills + 1.0) / (plan.Kills + 1);
        for (var waited = TimeSpan.Zero; Kills < plan.Kills && waited < Longest && IsDue(); waited += Step)
        {
            await Task.Delay(Step);
        }

        if (Next() >= plan.Drop)
        {
            return null;
        }

        Dropped.AddOrUpdate(to, 1, (_, n) => n + 1);
        return SmtpListener.Drop;
    }

    private double Next()
    {
        lock (random)
        {
            return random.NextDouble();
        }
    }

    /// <summary>The same for a recipient at every try and in every run of one seed.</summary>
    private double Draw(string address, int what) =>
        new Random(HashCode(string.Create(CultureInfo.InvariantCulture, $"{plan.Seed}/{what}/{address}"))).NextDouble();

    private static int HashCode(string text) => text.Aggregate(17, (hash, c) => unchecked((hash * 31) + c));
}
