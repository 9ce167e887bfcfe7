using CitesDesMetiers.Core.French;
using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>What an editor does at the desk, through its forms.</summary>
internal sealed class Desk(IPage page)
{
    /// <summary>Writes and accepts a news item, with a picture where one is given.</summary>
    public async Task AddNewsAsync(string cite, string title, string body, string contact, (string File, string Alt)? picture = null)
    {
        await page.GotoAsync("/redaction/nouvelles/ajout");
        await FillAsync("Titre", title);
        await FillAsync("Texte", body);
        await page.GetByLabel("Cité", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = CitePlace.In(cite) });
        await page.GetByLabel("Contact en fin de nouvelle").SelectOptionAsync(new SelectOptionValue { Label = contact });
        if (picture is var (file, alt) && file is not null)
        {
            await page.GetByLabel("Ajouter une image").SetInputFilesAsync(file);
            await FillAsync("Texte de remplacement", alt);
            await FillAsync("Légende", "Une scène de la journée");
            await FillAsync("Crédit", "Photo : la Cité");
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer et accepter" }).ClickAsync();
        await ExpectDoneAsync();
    }

    public Task FillAsync(string label, string text) => page.GetByLabel(label, new() { Exact = true }).FillAsync(text);

    public async Task SaveAsync()
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer", Exact = true }).ClickAsync();
        await ExpectDoneAsync();
    }

    public Task ExpectDoneAsync() => Assertions.Expect(page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
}
