using System.Net;
using System.Net.Sockets;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Platform.Database;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace CitesDesMetiers.Tests.Platform.Database;

/// <summary>What people see while the database is away, and how soon they are back.</summary>
[Trait("Database", "Sqlite")]
public sealed class OutageTests : IAsyncLifetime
{
    private readonly SiteFactory site = new();
    private DeskClient desk = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(site.Folder, "site.db");

    public async ValueTask InitializeAsync()
    {
        await site.AddSettingsAsync();
        desk = await DeskClient.SignInAsync(site, Role.Editor);
    }

    [Fact]
    public async Task A_form_sent_meanwhile_can_be_sent_again_as_it_was()
    {
        var form = await desk.GetAsync("/redaction/nouvelles/ajout");
        Dictionary<string, string> typed = new() { ["Title"] = "Écrite pendant la panne" };
        TakeAway();

        using var refused = await desk.SendAsync(form, "/redaction/nouvelles/ajout", typed);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("5", refused.Headers.RetryAfter!.ToString());
        Assert.Contains("Gardez cette page ouverte", await TextAsync(refused), StringComparison.Ordinal);

        GiveBack();
        await AnswersAgainAsync();
        using var taken = await desk.SendAsync(form, "/redaction/nouvelles/ajout", typed);
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        Assert.Equal(1, await site.WithDatabaseAsync(db => db.News.CountAsync(n => n.Title == "Écrite pendant la panne", Cancel)));
    }

    [Fact]
    public async Task Pages_that_were_kept_are_read_on_and_others_say_what_is_the_matter()
    {
        using var reader = site.CreateSiteClient();
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/", Cancel)).StatusCode);
        TakeAway();

        using var kept = await reader.GetAsync("/", Cancel);
        using var other = await reader.GetAsync("/cites", Cancel);
        using var data = await reader.GetAsync("/api/v1/cites", Cancel);
        using var health = await reader.GetAsync("/health/ready", Cancel);

        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, other.StatusCode);
        Assert.Contains("Le site ne répond pas", await TextAsync(other), StringComparison.Ordinal);
        Assert.Equal("application/problem+json", data.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);

        GiveBack();
        await AnswersAgainAsync();
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/cites", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_server_that_takes_no_notice_is_asked_by_one_page_only()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var services = new ServiceCollection();
        services.AddLogging().AddHttpContextAccessor().AddSingleton(TimeProvider.System).AddSingleton<DatabaseOutage>();
        services.AddSingleton<IHostApplicationLifetime, ApplicationLifetime>();
        services.AddDbContext<NewsletterContext>((s, options) =>
        {
            DatabaseProvider.SqlServer.Configure(
                options, $"Server=127.0.0.1,{((IPEndPoint)server.LocalEndpoint).Port};Database=x;User Id=x;Password=x;Encrypt=False");
            options.AddInterceptors(s.GetRequiredService<DatabaseOutage>());
        });
        await using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext();
        await using var scope = provider.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();

        await Assert.ThrowsAsync<DatabaseAwayException>(() => db.Cites.CountAsync(Cancel));
        var asked = await AskedAsync(server);
        await Assert.ThrowsAsync<DatabaseAwayException>(() => db.Cites.CountAsync(Cancel));

        Assert.True(asked > 0);
        Assert.Equal(0, await AskedAsync(server));
        ((ApplicationLifetime)provider.GetRequiredService<IHostApplicationLifetime>()).StopApplication();
    }

    public async ValueTask DisposeAsync()
    {
        desk.Dispose();
        await site.DisposeAsync();
    }

    private static async Task<int> AskedAsync(TcpListener server)
    {
        var asked = 0;
        for (; server.Pending(); asked++)
        {
            (await server.AcceptTcpClientAsync(Cancel)).Dispose();
        }

        return asked;
    }

    private static Task<string> TextAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(Cancel);

    private void TakeAway()
    {
        File.Move(Database, Database + ".away");
        Directory.CreateDirectory(Database);

        // Connections that are open would go on with the file that was moved.
        using var pooled = new SqliteConnection(site.Connection);
        SqliteConnection.ClearPool(pooled);
    }

    private void GiveBack()
    {
        Directory.Delete(Database);
        File.Move(Database + ".away", Database);
    }

    private Task AnswersAgainAsync() =>
        Eventually.TrueAsync(
            async () => (await desk.Http.GetAsync("/health/ready", Cancel)).StatusCode is HttpStatusCode.OK,
            "the site noticed that the database is back");
}
