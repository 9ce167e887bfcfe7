using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Checks;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Newsletter.Watch;
using CitesDesMetiers.Web.Platform.SystemChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Newsletter.Watch;

/// <summary>When administrators are told that something needs them.</summary>
public sealed class SystemWatchTests : IAsyncLifetime
{
    private readonly WatchedSite site = new();
    private DeskClient administrator = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await site.AddSettingsAsync();
        administrator = await DeskClient.SignInAsync(site, Role.Administrator);
    }

    [Fact]
    public async Task A_problem_that_lasts_is_told_once_and_once_more_when_it_is_over()
    {
        using var editor = await DeskClient.SignInAsync(site, Role.Editor);
        site.Trial.State = CheckState.ToFix;

        await LookAsync();
        Assert.Empty(await ToldAsync());

        await LookAsync();
        await LookAsync();
        Assert.Equal(["À corriger : Essai, Machine. Elle fume."], await ToldAsync());
        Assert.Contains("À corriger : Essai, Machine", await DashboardAsync(administrator), StringComparison.Ordinal);
        Assert.DoesNotContain("Essai, Machine", await DashboardAsync(editor), StringComparison.Ordinal);

        site.Trial.State = CheckState.Unknown;
        await LookAsync();
        Assert.Single(await ToldAsync());

        site.Trial.State = CheckState.Ok;
        await LookAsync();
        await LookAsync();
        Assert.Equal(["À corriger : Essai, Machine. Elle fume.", "Réglé : Essai, Machine."], await ToldAsync());
        Assert.DoesNotContain("Essai, Machine", await DashboardAsync(administrator), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_moment_s_failure_is_told_to_nobody()
    {
        site.Trial.State = CheckState.ToFix;
        await LookAsync();
        site.Trial.State = CheckState.Ok;

        await LookAsync();

        Assert.Empty(await ToldAsync());
        Assert.False(await site.WithDatabaseAsync(db => db.SystemProblems.AnyAsync(p => p.Subject == "Essai, Machine", Cancel)));
    }

    [Fact]
    public async Task Two_instances_that_look_at_once_tell_once()
    {
        site.Trial.State = CheckState.ToFix;
        await Task.WhenAll(LookNowAsync(), LookNowAsync());
        Assert.Empty(await ToldAsync());

        site.Clock.Forward(TimeSpan.FromMinutes(15));
        await Task.WhenAll(LookNowAsync(), LookNowAsync());

        Assert.Single(await ToldAsync());
    }

    public async ValueTask DisposeAsync()
    {
        administrator.Dispose();
        await site.DisposeAsync();
    }

    private static async Task<string> DashboardAsync(DeskClient desk) => (await desk.GetAsync("/redaction")).Body!.TextContent;

    private async Task LookAsync()
    {
        await LookNowAsync();
        site.Clock.Forward(TimeSpan.FromMinutes(15));
    }

    private async Task LookNowAsync()
    {
        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SystemWatch>().LookAsync(Cancel);
    }

    /// <summary>Lines about the trial only: this machine may have troubles of its own.</summary>
    private Task<string[]> ToldAsync() =>
        site.WithDatabaseAsync(db => db.Notifications.Where(n => n.Line.Contains("Essai, Machine")).OrderBy(n => n.Id).Select(n => n.Line)
            .ToArrayAsync(Cancel));

    private sealed class WatchedSite : ClockedSite
    {
        public WatchedSite()
            : base(new DateTime(2026, 11, 30, 10, 0, 0, DateTimeKind.Utc)) => Settings["Watch:Every"] = "00:15:00";

        public Trial Trial { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton<ISystemCheck>(Trial));
        }
    }

    private sealed class Trial : ISystemCheck
    {
        public CheckState State { get; set; }

        public string Title => "Essai";

        public string Meaning => "Un essai.";

        public Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<Finding>>([new("Machine", State, "Elle fume.")]);
    }
}
