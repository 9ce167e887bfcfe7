using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Platform.Auditing;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Commands;

/// <summary>The <c>audit</c> commands over the database of a site that is running.</summary>
public sealed class AuditCommandTests : IAsyncDisposable
{
    private readonly ClockedSite site = new(DateTime.UtcNow);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_chain_is_verified_against_a_seal_noted_before_and_a_new_one_begins_where_it_broke()
    {
        await site.LogAsync(5);
        await site.SealAsync();
        var head = (await site.CheckAsync()).Head;

        var whole = await RunAsync("verify", "--expect", $"5:{head}");
        Assert.Equal((0, $"The chain is whole, from entry 1 to 5:{head}"), (whole.Code, whole.Output.Trim()));
        Assert.Contains("the expected seal 4", (await RunAsync("verify", "--expect", $"4:{head}")).Output, StringComparison.Ordinal);
        Assert.Contains("is no seal", (await RunAsync("verify", "--expect", "quatre")).Errors, StringComparison.Ordinal);

        await site.WithDatabaseAsync(db => db.AuditEntries.Where(e => e.Id == 3).ExecuteUpdateAsync(
            s => s.SetProperty(e => e.ByName, "Autre"), Cancel));
        var broken = await RunAsync("verify");
        Assert.Equal((1, "Entry 3 was altered."), (broken.Code, broken.Output.Trim()));
        Assert.Contains("The chain is broken.", broken.Errors, StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync("renew", "--yes")).Code);
        Assert.Equal(0, (await RunAsync("verify")).Code);
        var entry = Assert.Single(await site.EntriesAsync(AuditAction.KeyRenewed));
        Assert.Equal("Ligne de commande", entry.ByName);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private async Task<(int Code, string Output, string Errors)> RunAsync(params string[] words)
    {
        _ = site.Services;
        return await CommandInProcess.RunAsync(site.Folder, ["audit", .. words]);
    }
}
