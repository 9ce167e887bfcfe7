using System.Globalization;
using Microsoft.Extensions.Hosting.Systemd;

namespace CitesDesMetiers.Web.Platform;

/// <summary>
/// Tells systemd twice per <c>WatchdogSec</c> that the site still does work; without that, systemd starts it again. It goes on while the site
/// finishes its last messages, and does not ask the database: a new start would not bring that back.
/// </summary>
internal sealed class Watchdog(ISystemdNotifier systemd, TimeSpan interval) : IHostedService, IDisposable
{
    private Timer? timer;

    /// <summary>The time within which systemd expects a sign, or null.</summary>
    public static TimeSpan? Interval =>
        long.TryParse(Environment.GetEnvironmentVariable("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds)
            ? TimeSpan.FromMicroseconds(microseconds)
            : null;

    /// <summary>A timer needs a free thread of the pool: a site that has none is no longer alive.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        timer = new Timer(_ => systemd.Notify(new ServiceState("WATCHDOG=1")), null, TimeSpan.Zero, interval / 2);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => timer?.Dispose();
}

/// <summary>Registers what systemd expects of a service with <c>Type=notify</c>. Elsewhere it does nothing.</summary>
internal static class WatchdogSetup
{
    /// <summary>
    /// Looks for the socket. <c>AddSystemd</c> would look at the parent process instead, which a unit with <c>ProtectProc=invisible</c> hides:
    /// systemd would wait for a sign that never comes.
    /// </summary>
    public static void AddServiceManager(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NOTIFY_SOCKET")))
        {
            return;
        }

        builder.Services.AddSingleton<ISystemdNotifier, SystemdNotifier>();
        builder.Services.AddSingleton<IHostLifetime, SystemdLifetime>();
        if (Watchdog.Interval is { } interval)
        {
            builder.Services.AddHostedService(services => new Watchdog(services.GetRequiredService<ISystemdNotifier>(), interval));
        }
    }
}
