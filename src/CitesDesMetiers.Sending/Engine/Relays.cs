using CitesDesMetiers.Sending.Settings;
using CitesDesMetiers.Sending.Smtp;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Sending.Engine;

/// <summary>A relay with what is known of it at the moment.</summary>
public sealed class Relay(SmtpRelay settings, TimeProvider clock)
{
    public SmtpRelay Settings { get; } = settings;
    public RelayGate Gate { get; } = new(clock);

    /// <summary>Under which all instances count what went through it.</summary>
    public string QuotaKey { get; } = "relay:" + settings.Name.ToLowerInvariant();
}

/// <summary>The ways out: connections are shared among the relays by weight, and go over to another one while theirs is away.</summary>
public sealed class Relays(IOptions<MailOptions> options, IServiceProvider services, TimeProvider clock)
{
    private readonly Relay[] all = [.. options.Value.Relays.Select(r => new Relay(r, clock))];

    public IReadOnlyList<Relay> All => all;

    /// <summary>Whether one is left that does not refuse everything.</summary>
    public bool IsAnyLeft => all.Any(r => !r.Gate.IsRefused);

    /// <summary>What is wrong with each that is away or refuses everything, and where messages go meanwhile: sentences for the editors.</summary>
    public IReadOnlyList<string> Notices => [.. all.Select(NoticeOf).OfType<string>()];

    /// <summary>How long who found nothing to do waits before looking again.</summary>
    public TimeSpan Pause => all.Min(r => r.Gate.Wait) is { Ticks: > 0 } wait && wait < DispatchWorker.Poll ? wait : DispatchWorker.Poll;

    /// <summary>The relay of a connection, or a better one while its own is away or rests: one that is free, else one that is open.</summary>
    /// <param name="connection">From 0.</param>
    public Relay For(int connection)
    {
        var own = Own(connection);
        return all.MinBy(r => (!r.Gate.IsOpen, !r.Gate.IsFree, r != own))!;
    }

    /// <summary>Reopens each relay: somebody resumes, and may have mended any of them.</summary>
    public void TryAgain()
    {
        foreach (var relay in all)
        {
            relay.Gate.TryAgain();
        }
    }

    /// <inheritdoc cref="Notices"/>
    /// <returns>Null where nothing is wrong with it.</returns>
    public string? NoticeOf(Relay relay)
    {
        ArgumentNullException.ThrowIfNull(relay);
        if (relay.Gate is not { ClosedBy: { } reply, IsRefused: var isRefused })
        {
            return null;
        }

        var others = string.Join(", ", all.Where(r => r.Gate.ClosedBy is null).Select(r => r.Settings.Name));
        return (isRefused ? reply : $"Le relais de messagerie {relay.Settings.Name} ne répond pas ({reply.TrimEnd('.')}).")
            + (others.Length > 0 ? $" Il est laissé de côté\u00a0; les messages passent par {others}." : " Les messages attendent qu’il revienne.");
    }

    public IMailTransport Open(Relay relay) =>
        options.Value.Transport is MailTransportKind.Smtp
            ? ActivatorUtilities.CreateInstance<SmtpTransport>(services, relay.Settings)
            : services.GetRequiredService<OutboxTransport>();

    /// <summary>Spreads so that any number of first connections is near the weights: each goes where it is needed most.</summary>
    private Relay Own(int connection)
    {
        var given = new int[all.Length];
        var last = 0;
        for (var i = 0; i <= connection; i++)
        {
            last = Enumerable.Range(0, all.Length).MinBy(r => (given[r] + 1.0) / all[r].Settings.Weight);
            given[last]++;
        }

        return all[last];
    }
}
