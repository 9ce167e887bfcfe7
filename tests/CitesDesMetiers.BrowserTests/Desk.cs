using CitesDesMetiers.Core.French;
using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>What an editor does at the desk, through its forms.</summary>
internal sealed class Desk(IPage page)
{
    public async Task AddContactAsync(string cite, string name, string address)
    {
        await page.GotoAsync("/redaction/contacts/ajout");
        await FillAsync("Nom de la personne ou de l’équipe", name);
        await page.GetByLabel("Cité", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = CitePlace.In(cite) });
        await FillAsync("Adresse électronique", address);
        await SaveAsync();
    }

    public async Task AddDateAsync(string kind, string title, string place, string from, string? to = null)
    {
        await page.GotoAsync("/redaction/agenda/ajout");
        await FillAsync("Titre", title);
        await page.GetByLabel("Nature").SelectOptionAsync(new SelectOptionValue { Label = kind });
        await FillAsync("Premier jour", from);
        await FillAsync("Dernier jour", to ?? "");
        await FillAsync("Lieu", place);
        await SaveAsync();
    }

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

    public async Task AddMoveAsync(string cite, string person, string post, string replacedBy, string address)
    {
        await page.GotoAsync("/redaction/arrivees-departs/ajout");
        await page.GetByLabel("Nature").SelectOptionAsync(new SelectOptionValue { Label = "Départ" });
        await FillAsync("Personne", person);
        await FillAsync("Poste", post);
        await page.GetByLabel("Cité", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = CitePlace.In(cite) });
        await FillAsync("Remplacée par", replacedBy);
        await FillAsync("Adresse électronique pour la suite", address);
        await SaveAsync();
    }

    /// <summary>Adds each of these from the pool to the section, one after the other.</summary>
    public async Task AddAllAsync(string section, params string[] titles)
    {
        await page.GetByLabel("Ajouter dans").SelectOptionAsync(new SelectOptionValue { Label = section });
        foreach (var title in titles)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = $"Ajouter « {title.Replace("« ", "“").Replace(" »", "”")} »", Exact = true })
                .ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = section, Exact = true }).GetByText(title.Split(", ")[0]).First)
                .ToBeVisibleAsync();
        }
    }

    public Task FillAsync(string label, string text) => page.GetByLabel(label, new() { Exact = true }).FillAsync(text);

    public async Task SaveAsync()
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer", Exact = true }).ClickAsync();
        await ExpectDoneAsync();
    }

    public Task ExpectDoneAsync() => Assertions.Expect(page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
}
