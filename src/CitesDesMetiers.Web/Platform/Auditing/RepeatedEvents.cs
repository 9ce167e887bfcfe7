using System.Collections.Concurrent;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Sending.Workers;

namespace CitesDesMetiers.Web.Platform.Auditing;

/// <summary>
/// Writes events that somebody outside can cause at will, such as failed sign-ins, without letting them flood the audit log. The first one of an
/// account and a network becomes an entry. The others of the same hour become one entry with their number. Each instance counts its own. Entries
/// are written a few seconds later: written at once, they would show by the time of the answer which addresses have an account.
/// </summary>
public sealed class RepeatedEvents(IHttpContextAccessor http, TimeProvider clock)
{
    /// <summary>Bounds the memory that an attack from many networks can take. Beyond it, all networks are counted together.</summary>
    private const int MostNetworks = 10_000;

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<Source, Repeats> open = new();

    /// <param name="account">The account that it is about; null if there is none. Everything without an account counts as one per network.</param>
    /// <param name="subject">What it is about, in French, when there is no account.</param>
    public void Note(AuditAction action, User? account, string subject)
    {
        var person = AuditPerson.Of(http.HttpContext);
        var network = open.Count < MostNetworks ? ClientNetwork.Masked(http.HttpContext?.Connection.RemoteIpAddress) : null;
        var now = clock.GetUtcNow().UtcDateTime;
        open.GetOrAdd(
            new Source(action, account?.Id, person.UserId, network),
            _ => new Repeats(new AuditEntry(
                action, now, person.UserId, person.Name, account is null ? subject : AuditLog.SubjectOf(account)).On(account).From(network)))
            .Count();
    }

    /// <summary>Writes what came since the last time, and the numbers of the hours that are over.</summary>
    /// <param name="all">Whether to close the hours that are not over yet: the site stops.</param>
    internal async Task WriteAsync(AuditLog log, bool all)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var (source, repeats) in open)
        {
            if (repeats.TakeFirst() is { } first)
            {
                await log.WriteAsync(first);
            }

            if ((all || repeats.Since + Window <= now) && open.TryRemove(source, out _) && repeats.Further is > 0 and var further)
            {
                await log.WriteAsync(repeats.Again(now, FrenchNumbers.Count(further, "autre fois", "autres fois") + " en une heure"));
            }
        }
    }

    private sealed record Source(AuditAction Action, int? AccountId, int? UserId, string? Network);

    private sealed class Repeats(AuditEntry first)
    {
        private int count;
        private int written;

        public DateTime Since => first.At;

        public int Further => count - 1;

        public void Count() => Interlocked.Increment(ref count);

        public AuditEntry? TakeFirst() => Interlocked.Exchange(ref written, 1) == 0 ? first : null;

        public AuditEntry Again(DateTime at, string words) => first.Again(at, words);
    }
}

/// <summary>Writes <see cref="RepeatedEvents"/>.</summary>
internal sealed class RepeatedEventsWorker(
    RepeatedEvents events, IServiceScopeFactory scopes, TimeProvider clock, ILogger<RepeatedEventsWorker> logger)
    : PeriodicWorker(scopes, clock, logger)
{
    /// <summary>A host may be stopped twice at once. Both stops wait for the one that writes, before services and database go.</summary>
    private readonly Lazy<Task> closing = new(() => CloseAsync(events, scopes));

    protected override TimeSpan Interval => TimeSpan.FromSeconds(5);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await closing.Value;
    }

    private static async Task CloseAsync(RepeatedEvents events, IServiceScopeFactory scopes)
    {
        await using var scope = scopes.CreateAsyncScope();
        await events.WriteAsync(scope.ServiceProvider.GetRequiredService<AuditLog>(), all: true);
    }

    protected override Task RunOnceAsync(IServiceProvider services, CancellationToken stopping) =>
        events.WriteAsync(services.GetRequiredService<AuditLog>(), all: false);
}
