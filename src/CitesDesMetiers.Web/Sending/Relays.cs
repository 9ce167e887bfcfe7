using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Sending;

/// <summary>A relay with what is known of it at the moment.</summary>
public sealed class Relay(SmtpRelay settings)
{
    public SmtpRelay Settings { get; } = settings;
    public RelayGate Gate { get; } = new();

    /// <summary>Under which all instances count what went through it.</summary>
    public string QuotaKey { get; } = "relay:" + settings.Name.ToLowerInvariant();
}

/// <summary>The ways out: connections are shared among the relays by weight, and go over to another one while theirs is away.</summary>
public sealed class Relays(IOptions<MailOptions> options, IServiceProvider services)
{
    private readonly Relay[] all = [.. options.Value.Relays.Select(r => new Relay(r))];

    public IReadOnlyList<Relay> All => all;

    /// <summary>The relay of a connection, or an open one while its own is away; its own again where none is open.</summary>
    /// <param name="connection">From 0.</param>
    public Relay For(int connection)
    {
        var own = Own(connection);
        return own.Gate.IsOpen ? own : all.FirstOrDefault(r => r.Gate.IsOpen) ?? own;
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
