using System.Net;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Platform;

/// <summary>What the site says of itself to load balancers and people.</summary>
public sealed class HealthTests : IAsyncDisposable
{
    private readonly SiteFactory site = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_site_that_works_says_one_word()
    {
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await AskAsync("/health/live"));
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await AskAsync("/health/ready"));
        Assert.Equal((HttpStatusCode.OK, "Disponible"), await AskAsync("/health"));
    }

    [Fact]
    public async Task A_site_whose_database_lacks_a_migration_lives_but_is_not_ready()
    {
        _ = site.Services;
        await site.WithDatabaseAsync(async db =>
        {
            // Past Entity Framework, whose statements are held against a schema without the table of migrations.
            await db.Database.OpenConnectionAsync(Cancel);
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"DELETE FROM __EFMigrationsHistory WHERE MigrationId = '{db.Database.GetMigrations().Last()}'";
            Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancel));
        });

        await ExpectNotReadyAsync();
    }

    [Fact]
    public async Task A_site_whose_disk_is_nearly_full_lives_but_is_not_ready()
    {
        site.Settings["Health:FreeMegabytes"] = "1000000000000";

        await ExpectNotReadyAsync();
    }

    [Theory]
    [InlineData("http://127.0.0.1:1", "No site answers at http://127.0.0.1:1.")]
    [InlineData("lettre.example", "\"lettre.example\" is not the address of a site, such as http://localhost:5080.")]
    public async Task The_command_says_when_no_site_answers(string address, string reason)
    {
        var (code, _, errors) = await CommandInProcess.RunAsync(site.Folder, ["health", address]);

        Assert.Equal((1, reason), (code, errors.Trim()));
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private async Task ExpectNotReadyAsync()
    {
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await AskAsync("/health/live"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), await AskAsync("/health/ready"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Indisponible"), await AskAsync("/health"));
    }

    private async Task<(HttpStatusCode, string)> AskAsync(string path)
    {
        using var client = site.CreateSiteClient();
        using var answer = await client.GetAsync(path, Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }
}
