using System.Collections.Concurrent;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Sending.Workers;

namespace CitesDesMetiers.Web.Platform.Auditing;

/// <summary>
/// Writes events that somebody outside can cause at will, such as failed sign-ins, without letting them flood the audit log. The first one of an
/// account and a network is written at once. The others of the same hour become one entry with their number. Each instance counts its own.
/// </summary>
public sealed class RepeatedEvents(IHttpContextAccessor http, IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Bounds the memory that an attack from many networks can take. Beyond it, all networks are counted together.</summary>
    private const int MostNetworks = 10_000;

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<Source, Repeats> open = new();

    /// <param name="account">The account that it is about; null if there is none. Everything without an account counts as one per network.</param>
    /// <param name="subject">What it is about, in French, when there is no account.</param>
    public async Task NoteAsync(AuditAction action, User? account, string subject)
    {
        var person = AuditPerson.Of(http.HttpContext);
        var network = open.Count < MostNetworks ? ClientNetwork.Masked(http.HttpContext?.Connection.RemoteIpAddress) : null;
        var repeats = open.GetOrAdd(
            new Source(action, account?.Id, person.UserId, network), _ => new Repeats(clock.GetUtcNow() + Window, account, subject, person));
        if (repeats.Count() == 1)
        {
            await using var scope = scopes.CreateAsyncScope();
            await WriteAsync(scope.ServiceProvider.GetRequiredService<AuditLog>(), action, repeats, network, null);
        }
    }

    /// <summary>Writes the numbers of the hours that are over.</summary>
    /// <param name="all">Whether to close those that are not over yet: the site stops.</param>
    internal async Task CloseAsync(AuditLog log, bool all)
    {
        var now = clock.GetUtcNow();
        foreach (var (source, repeats) in open.Where(o => all || o.Value.Until <= now))
        {
            open.TryRemove(source, out _);
            if (repeats.Further is > 0 and var further)
            {
                var count = FrenchNumbers.Count(further, "autre fois", "autres fois") + " en une heure";
                await WriteAsync(log, source.Action, repeats, source.Network, count);
            }
        }
    }

    private static Task WriteAsync(AuditLog log, AuditAction action, Repeats repeats, string? network, string? after) =>
        repeats.Account is { } account
            ? log.WriteAsync(action, account, after: after, by: repeats.Person, network: network)
            : log.WriteAsync(action, repeats.Subject, after: after, by: repeats.Person, network: network);

    private sealed record Source(AuditAction Action, int? AccountId, int? UserId, string? Network);

    private sealed record Repeats(DateTimeOffset Until, User? Account, string Subject, AuditPerson Person)
    {
        private int count;

        public int Further => count - 1;

        public int Count() => Interlocked.Increment(ref count);
    }
}

/// <summary>Closes the hours of <see cref="RepeatedEvents"/>.</summary>
internal sealed class RepeatedEventsWorker(
    RepeatedEvents events, IServiceScopeFactory scopes, TimeProvider clock, ILogger<RepeatedEventsWorker> logger)
    : PeriodicWorker(scopes, clock, logger)
{
    private readonly IServiceScopeFactory scopes = scopes;
    private bool isClosed;

    protected override TimeSpan Interval => TimeSpan.FromMinutes(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (isClosed)
        {
            // A host may be stopped twice, the second time without its services.
            return;
        }

        isClosed = true;
        await using var scope = scopes.CreateAsyncScope();
        await events.CloseAsync(scope.ServiceProvider.GetRequiredService<AuditLog>(), all: true);
    }

    protected override Task RunOnceAsync(IServiceProvider services, CancellationToken stopping) =>
        events.CloseAsync(services.GetRequiredService<AuditLog>(), all: false);
}
