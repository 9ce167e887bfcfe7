using System.IO.Compression;
using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>Ten old issues sent as a ZIP: two of them go into the archive, are searched for and read, and all is taken back.</summary>
public sealed class ArchiveJourneyTests(Chromium chromium) : IAsyncLifetime
{
    private static readonly string[] Samples =
    [
        "a-table.docx", "b-plain.docx", "b-table.pdf", "c-boxes.pdf", "c-table.docx", "d-plain.docx", "d-table.pdf", "e-plain.docx", "e-plain.pdf",
        "f-plain.pdf",
    ];

    private readonly SiteProcess site = new();
    private IPage page = null!;

    public async ValueTask InitializeAsync()
    {
        await site.StartAsync();
        page = await chromium.NewPageAsync(site.Url);
        await page.SignInAsync(Accounts.Editor);
    }

    [Fact]
    public async Task Ten_old_issues_are_sent_two_are_archived_found_and_read_and_the_batch_is_taken_back()
    {
        await page.GotoAsync("/redaction/documents");
        await page.GetByLabel("Documents", new() { Exact = true })
            .SetInputFilesAsync(new FilePayload { Name = "archives.zip", MimeType = "application/zip", Buffer = Zip() });
        await PressAsync("Envoyer les documents");
        await Assertions.Expect(page.GetByText("Les 10 documents sont lus.").First).ToBeVisibleAsync(new() { Timeout = 180_000 });
        Assert.Equal("", await page.FaultsAsync());
        var batch = page.Url;

        var first = await ArchiveAsync("a-table.docx");
        await page.GotoAsync(batch);
        await ArchiveByKeyboardAsync("e-plain.pdf");

        await page.GotoAsync("/recherche?q=" + Uri.EscapeDataString("jeu de piste familles"));
        await page.GetByRole(AriaRole.Link, new() { Name = "jeu de piste" }).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("jeu de piste");
        await page.GotoAsync(first);
        await Assertions.Expect(page.GetByText("cette édition n’a pas été envoyée par ce site")).ToBeVisibleAsync();
        Assert.Equal("", await page.FaultsAsync());
        await page.GotoAsync("/");
        await Assertions.Expect(page.GetByText("jeu de piste")).ToHaveCountAsync(0);

        await page.GotoAsync(batch);
        await page.GetByText("Reprendre tout ce que ce lot a apporté").ClickAsync();
        Assert.Equal("", await page.FaultsAsync());
        await PressAsync("Tout reprendre");
        await Assertions.Expect(page.GetByText("Repris : 2 documents.")).ToBeVisibleAsync();
        Assert.Equal(410, (await page.GotoAsync(first))!.Status);
        Assert.Equal("", await page.FaultsAsync());
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    /// <returns>The address of the edition.</returns>
    private async Task<string> ArchiveAsync(string name)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();
        await page.GetByLabel("Titre du numéro").FillAsync("Un été sur les quais");
        await PressAsync("Mettre dans l’archive");
        await page.GetByRole(AriaRole.Link, new() { Name = "Lire le numéro dans l’archive" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Un été sur les quais");
        return page.Url;
    }

    /// <summary>Corrects one title and sends the document to the archive without a mouse.</summary>
    private async Task ArchiveByKeyboardAsync(string name)
    {
        await ReachAsync(page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }));
        await page.Keyboard.PressAsync("Enter");
        var title = page.Locator(".document-item").Filter(new() { HasText = "petit dictionnaire" }).First.GetByLabel("Titre", new() { Exact = true });
        await ReachAsync(title);
        await page.Keyboard.PressAsync("ControlOrMeta+a");
        await page.Keyboard.TypeAsync("Le petit dictionnaire des métiers du pays");
        await ReachAsync(page.GetByRole(AriaRole.Button, new() { Name = "Mettre dans l’archive" }));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Lire le numéro dans l’archive" })).ToBeVisibleAsync();
        await ReachAsync(page.GetByRole(AriaRole.Link, new() { Name = "Lire le numéro dans l’archive" }));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Le petit dictionnaire des métiers du pays" }).First).ToBeVisibleAsync();
    }

    /// <summary>Presses Tab until the element has the focus.</summary>
    private async Task ReachAsync(ILocator element)
    {
        const int MostStops = 600;
        await element.First.WaitForAsync();
        for (var i = 0; i < MostStops; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await element.First.EvaluateAsync<bool>("e => e === document.activeElement"))
            {
                return;
            }
        }

        Assert.Fail($"Tab does not lead to {element}.");
    }

    private Task PressAsync(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First.ClickAsync();

    private static byte[] Zip()
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create))
        {
            foreach (var name in Samples)
            {
                zip.CreateEntryFromFile(Path.Combine(SiteProcess.Root(), "tests", "corpus", "documents", name), name);
            }
        }

        return buffer.ToArray();
    }
}
