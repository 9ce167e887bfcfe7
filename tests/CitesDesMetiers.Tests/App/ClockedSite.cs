using CitesDesMetiers.Sending.Workers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CitesDesMetiers.Tests.App;

/// <summary>
/// The real application at a time that the test chooses; it stands still until the test moves it. What the site does at its start
/// and then from time to time is left to the test too: at the start it would come before or after what the test puts there.
/// </summary>
public class ClockedSite(DateTime start) : SiteFactory
{
    public SetClock Clock { get; } = new(start);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            foreach (
                var rounds in services
                    .Where(s => s.ServiceType == typeof(IHostedService) && typeof(PeriodicWorker).IsAssignableFrom(s.ImplementationType))
                    .ToList())
            {
                services.Remove(rounds);
            }
        });
    }
}

/// <param name="start">UTC.</param>
public sealed class SetClock(DateTime start) : TimeProvider
{
    private long ticks = start.Ticks;

    /// <summary>UTC.</summary>
    public DateTime Now
    {
        get => new(Interlocked.Read(ref ticks), DateTimeKind.Utc);
        set => Interlocked.Exchange(ref ticks, value.Ticks);
    }

    public void Forward(TimeSpan time) => Interlocked.Add(ref ticks, time.Ticks);

    public override DateTimeOffset GetUtcNow() => Now;
}
