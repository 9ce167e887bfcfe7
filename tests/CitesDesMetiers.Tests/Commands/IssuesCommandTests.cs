using System.Text.Json;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Architecture;

namespace CitesDesMetiers.Tests.Commands;

/// <summary>The <c>issues import</c> command over the database of a site.</summary>
public sealed class IssuesCommandTests : IAsyncDisposable
{
    private static readonly string Sample = Path.Combine(Sources.Root, "tests", "corpus", "documents", "a-table.txt");

    private readonly SiteFactory site = new();

    [Fact]
    public async Task A_dry_run_prints_what_was_understood_and_knows_the_Cites_of_the_directory()
    {
        await site.WithDatabaseAsync(async db =>
        {
            var cite = new Cite("Cité des métiers de Charleroi", "charleroi");
            cite.Describe("Charleroi", null, "BE", "Europe/Brussels", LabelState.Labelled, "https://charleroi.example", null);
            db.Add(cite);
            await db.SaveChangesAsync();
        });

        var (code, output, _) = await RunAsync(Sample, "--dry-run", "--json");
        using var json = JsonDocument.Parse(output);
        Assert.Equal((0, 56, 9), (code, json.RootElement.GetProperty("number").GetInt32(),
            json.RootElement.GetProperty("articles").GetArrayLength()));
        Assert.Equal("Cité des métiers de Charleroi", json.RootElement.GetProperty("articles")[1].GetProperty("cite").GetString());

        var text = (await RunAsync(Sample, "--dry-run")).Output;
        Assert.Contains("Number 56, juillet 2018", text, StringComparison.Ordinal);
        Assert.Contains("Un jeu de piste pour les familles à la Cité des métiers de Charleroi", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_says_what_cannot_be_done()
    {
        var whole = await RunAsync(Sample);
        Assert.Equal(1, whole.Code);
        Assert.Contains("Add --dry-run", whole.Errors, StringComparison.Ordinal);

        Assert.Contains("There is no file", (await RunAsync("nowhere.pdf", "--dry-run")).Errors, StringComparison.Ordinal);
        var damaged = Path.Combine(site.Folder, "damaged.pdf");
        await File.WriteAllTextAsync(damaged, "%PDF-1.7 cut", TestContext.Current.CancellationToken);
        Assert.Contains("damaged or cut off", (await RunAsync(damaged, "--dry-run")).Errors, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private async Task<(int Code, string Output, string Errors)> RunAsync(params string[] words)
    {
        _ = site.Services;
        return await CommandInProcess.RunAsync(site.Folder, ["issues", "import", .. words]);
    }
}
