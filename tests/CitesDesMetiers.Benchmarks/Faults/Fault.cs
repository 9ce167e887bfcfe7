using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Tests.Sending.Smtp;

namespace CitesDesMetiers.Benchmarks.Faults;

/// <param name="Promise">Whether what was promised for this fault holds.</param>
internal sealed record Fault(string Name, Func<FaultEnd, bool> Promise)
{
    /// <summary>Before the process starts: settings, what the relay does.</summary>
    public Action<FaultSite>? Arrange { get; init; }

    /// <summary>A relay of another kind.</summary>
    public Func<SmtpListener>? Listener { get; init; }

    /// <summary>Once the dispatch is running.</summary>
    public Func<FaultSite, Task>? Meanwhile { get; init; }

    /// <summary>Where the dispatch neither completes nor pauses: what is waited for.</summary>
    public Func<IReadOnlyList<Delivery>, bool>? Ends { get; init; }

    /// <summary>A relay that answers otherwise so many times, at every third moment of that kind.</summary>
    public static Fault Sometimes(string name, SmtpMoment at, string reply, Func<FaultEnd, bool> promise, int times = 3)
    {
        return new Fault(name, promise)
        {
            Arrange = site =>
            {
                var met = 0;
                site.Relay.Script = (moment, _) => Task.FromResult(
                    moment == at && Interlocked.Increment(ref met) is var n && n % 3 == 0 && n <= 3 * times ? reply : null);
            },
        };
    }

    public static Fault Always(string name, SmtpMoment at, string reply, Func<FaultEnd, bool> promise) =>
        new(name, promise) { Arrange = site => site.Relay.Answer(at, reply) };
}
