using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using CitesDesMetiers.Core.Documents;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk.Documents;

/// <summary>Somebody who sends documents and presses the buttons of their correction.</summary>
internal sealed class DocumentDesk(SiteFactory site, DeskClient desk)
{
    public const string List = "/redaction/documents";

    public const string Letter = """
        InfoLettre n° 61, juin 2026

        AGENDA

        Réunions internes

        11 juin 2026

        Bureau, Lyon

        Chers amis,

        Voici les nouvelles de juin, et elles sont nombreuses.

        Cordialement,

        Anne Martin

        Présidente

        NOUVELLES DES CDM

        UN FORUM DES METIERS DU BOIS

        La Cité des métiers de Lyon ouvre ses portes aux métiers du bois le 20 juin.

        Deux cents élèves sont attendus.

        Contact : Jeanne Durand, jeanne.durand@lyon.example

        DES ATELIERS POUR LES APPRENTIS

        La Cité des métiers de Lille propose dix ateliers aux apprentis de la ville.

        Contact : Paul Petit, paul.petit@lille.example
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Task<string> SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), "juin.txt");

    /// <returns>The page that follows, once all documents are read.</returns>
    public async Task<string> SendAsync(byte[] bytes, string name)
    {
        var sent = await desk.SubmitAsync(List, [], file: ("Files", name, bytes));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        await AllReadAsync();
        return sent.Headers.Location!.OriginalString;
    }

    public Task AllReadAsync() => Eventually.TrueAsync(
        () => site.WithDatabaseAsync(db => db.DocumentImports.AllAsync(d => d.State != DocumentState.Waiting, Cancel)), "the documents are read");

    public async Task<HttpResponseMessage> ActAsync(string path, string act, params (string Name, string Value)[] typed)
    {
        var values = typed.ToDictionary(t => t.Name, t => t.Value);
        values["Act"] = act;
        return await desk.SubmitAsync(path, values);
    }

    public static List<string> Titles(IHtmlDocument page) =>
        [.. page.QuerySelectorAll(".document-item input[name$='.Title']").Select(i => i.GetAttribute("value") ?? "")];

    public async Task<int> IndexAsync(string path, string word) =>
        Titles(await desk.GetAsync(path)).FindIndex(t => t.Contains(word, StringComparison.OrdinalIgnoreCase));

    public async Task<string> KeyAsync(string path, string word)
    {
        var (page, index) = (await desk.GetAsync(path), await IndexAsync(path, word));
        return page.QuerySelector($"input[name='Items[{index}].Key']")!.GetAttribute("value")!;
    }
}
