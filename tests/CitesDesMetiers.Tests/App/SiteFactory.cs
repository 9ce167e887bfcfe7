using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Newsletter.Accounts;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace CitesDesMetiers.Tests.App;

/// <summary>
/// The real application over a <see cref="TestDatabase"/> of its own. Requests go to https, as readers' do. Disposing it fails
/// if anything the site did on SQLite would fail on SQL Server.
/// </summary>
public class SiteFactory : WebApplicationFactory<Program>
{
    public const string PublicUrl = "https://lettre.example";

    private readonly string folder = Directory.CreateTempSubdirectory("infolettre-test-").FullName;
    private TestDatabase? database;

    /// <summary>Files the application writes: its database, its outbox.</summary>
    public string Folder => folder;

    /// <summary>Where its mails go as files, unless a test has it send them.</summary>
    public string Outbox => Path.Combine(folder, "outbox");

    /// <summary>Of its database.</summary>
    public string Connection => database!.Connection;

    /// <summary>Settings on top of the tests' own; fill before the first request.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>Whether a site without accounts waits for its set-up.</summary>
    protected virtual bool HasSetUp => false;

    public HttpClient CreateSiteClient(bool followRedirects = false) =>
        CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri("https://localhost"), AllowAutoRedirect = followRedirects });

    /// <summary>Runs something against the database in a scope of its own.</summary>
    public async Task<T> WithDatabaseAsync<T>(Func<NewsletterContext, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<NewsletterContext>());
    }

    public Task WithDatabaseAsync(Func<NewsletterContext, Task> work) =>
        WithDatabaseAsync(async db =>
        {
            await work(db);
            return true;
        });

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        database ??= TestDatabase.Create(folder);
        builder.UseEnvironment("Testing");
        builder.UseSetting("Database:Provider", database.Provider.Name);
        builder.UseSetting("ConnectionStrings:Newsletter", database.Connection);
        builder.UseSetting("Site:PublicUrl", PublicUrl);
        builder.UseSetting("Mail:Outbox:Folder", Outbox);
        builder.UseSetting("Erasures:Journal", Path.Combine(folder, "effacements.txt"));
        builder.UseSetting("RateLimits:PublicFormPerMinute", "100000");
        builder.UseSetting("RateLimits:SignInPerMinute", "100000");
        builder.UseSetting("RateLimits:ContributionPerMinute", "100000");
        builder.UseSetting("RateLimits:DraftsPerMinute", "100000");
        builder.UseSetting("RateLimits:UploadsPerHour", "100000");
        builder.UseSetting("RateLimits:CostlyActionsPerHour", "100000");
        builder.UseSetting("RateLimits:SubscriptionPerMinute", "100000");
        builder.UseSetting("RateLimits:PreviewsPerMinute", "100000");
        builder.UseSetting("LinkCheck:Enabled", "false");
        builder.UseSetting("Watch:Every", "00:00:00");
        builder.UseSetting("Accounts:RequireSecondFactor", "false");
        builder.UseSetting("Dns:Servers", "127.0.0.1:9");

        // Of a build that is not published, browsers keep no file unless this is set.
        builder.UseSetting("EnableStaticAssetsDevelopmentCaching", "true");
        builder.UseSetting("Serilog:MinimumLevel:Default", "Fatal");
        builder.UseSetting("Serilog:MinimumLevel:Override:Microsoft", "Fatal");
        builder.UseSetting("Serilog:MinimumLevel:Override:Microsoft.Hosting.Lifetime", "Fatal");
        foreach (var (key, value) in Settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(services =>
        {
            services.ConfigureDbContext<NewsletterContext>(database.Follow);
            services.AddSingleton<IStartupFilter, RateLimiterEnd>();
            ControllersReadOnce.Add(services);

            // Most sites of the tests have no account, and show their pages all the same.
            if (!HasSetUp)
            {
                var development = new HostingEnvironment { EnvironmentName = Environments.Development };
                services.AddSingleton(s => ActivatorUtilities.CreateInstance<SetUp>(s, development));
            }

            // A password must cost an attacker time; most tests sign somebody in.
            services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1_000);
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
        if (database is not null)
        {
            await database.ReleaseAsync();
        }
    }
}
