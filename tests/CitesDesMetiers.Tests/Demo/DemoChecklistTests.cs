using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Newsletter.Issues;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Demo;

/// <summary>The demonstration as the command fills it, outside Development.</summary>
public sealed class DemoChecklistTests
{
    [Fact]
    public async Task The_issue_in_preparation_passes_the_checklist_of_the_demonstration_itself()
    {
        await using var site = new SiteFactory();
        _ = site.Services;
        var (code, output, errors) = await WebProcess.RunAsync(site.Folder, "demo");
        Assert.True(code == 0, output + errors);

        var id = await site.WithDatabaseAsync(db => db.Issues.Where(i => i.PublishedAt == null).Select(i => i.Id).SingleAsync(Cancel));
        await using var scope = site.Services.CreateAsyncScope();
        var content = await scope.ServiceProvider.GetRequiredService<EditionBuilder>().BuildAsync(id, Cancel);
        var findings = await scope.ServiceProvider.GetRequiredService<Publisher>().CheckAsync(id, content!, Cancel);

        Assert.Empty(findings.Select(f => f.Message));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
