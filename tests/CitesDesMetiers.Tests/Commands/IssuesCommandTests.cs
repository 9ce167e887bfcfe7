using System.Text.Json;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Architecture;
using Microsoft.EntityFrameworkCore;

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
        Assert.Contains("There is no file", (await RunAsync("nowhere.pdf", "--dry-run")).Errors, StringComparison.Ordinal);
        var damaged = Path.Combine(site.Folder, "damaged.pdf");
        await File.WriteAllTextAsync(damaged, "%PDF-1.7 cut", TestContext.Current.CancellationToken);
        Assert.Contains("damaged or cut off", (await RunAsync(damaged, "--dry-run")).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_dry_run_the_document_is_queued_for_the_desk_and_its_address_printed()
    {
        var (code, output, _) = await RunAsync(Sample);

        Assert.Equal(0, code);
        Assert.Contains("1 a-table.txt: queued: ", output, StringComparison.Ordinal);
        Assert.Contains("/redaction/documents/1", output, StringComparison.Ordinal);
        Assert.Contains("a-table.txt: there already: ", (await RunAsync(Sample)).Output, StringComparison.Ordinal);
        Assert.Equal(["a-table.txt"], await site.WithDatabaseAsync(db => db.DocumentImports.Select(d => d.FileName).ToListAsync()));
    }

    [Fact]
    public async Task A_folder_is_a_batch_with_a_line_for_each_file()
    {
        var folder = Directory.CreateDirectory(Path.Combine(site.Folder, "archives", "2018"));
        File.Copy(Sample, Path.Combine(folder.FullName, "a-table.txt"));
        File.Copy(Path.Combine(Path.GetDirectoryName(Sample)!, "d-table.txt"), Path.Combine(folder.Parent!.FullName, "d-table.txt"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "empty.txt"), "", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "picture.jpg"), "x", TestContext.Current.CancellationToken);

        var dry = (await RunAsync(folder.Parent.FullName, "--dry-run")).Output;
        Assert.Contains("1/3 a-table.txt: number 56, juillet 2018, 9 articles", dry, StringComparison.Ordinal);
        Assert.Contains("2/3 empty.txt: empty", dry, StringComparison.Ordinal);
        Assert.Contains("3/3 d-table.txt: number 47", dry, StringComparison.Ordinal);
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.DocumentImports.CountAsync()));

        var output = (await RunAsync(folder.Parent.FullName)).Output;
        Assert.Contains("2/3 empty.txt: left out: empty", output, StringComparison.Ordinal);
        Assert.Contains("/redaction/documents/lots/1", output, StringComparison.Ordinal);
        Assert.Equal(2, await site.WithDatabaseAsync(db => db.DocumentImports.CountAsync(d => d.BatchId == 1)));
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private async Task<(int Code, string Output, string Errors)> RunAsync(params string[] words)
    {
        _ = site.Services;
        return await CommandInProcess.RunAsync(site.Folder, ["issues", "import", .. words]);
    }
}
