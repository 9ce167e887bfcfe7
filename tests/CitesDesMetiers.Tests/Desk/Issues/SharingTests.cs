using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Desk.Issues;
using CitesDesMetiers.Web.Newsletter.Issues;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Desk.Issues;

/// <summary>Texts about a published issue for social networks.</summary>
public sealed class SharingTests
{
    [Fact]
    public void The_short_text_holds_as_many_titles_as_fit_and_every_text_its_address()
    {
        var articles = Enumerable.Range(1, 20)
            .Select(i => new SharedArticle($"Le titre assez long de la nouvelle {i}", "Extrait.", "Gênes", $"https://x/{i}")).ToList();
        var texts = SharingText.Of("L’InfoLettre", 44, articles, "https://x/numeros/44", "https://x/inscription");

        Assert.InRange(texts[1].Text.Length - "https://x/numeros/44".Length + 23, 200, 280);
        Assert.All(texts, t => Assert.Contains("https://x/", t.Text, StringComparison.Ordinal));
        Assert.Contains("et d’autres nouvelles", texts[0].Text, StringComparison.Ordinal);
        Assert.Equal(2 + 12, texts.Count);
    }

    [Fact]
    public async Task They_stand_on_the_page_of_a_published_issue_only()
    {
        await using var site = new SiteFactory();
        await site.AddSettingsAsync();
        var issue = await site.AddIssueAsync(44);
        using var editor = await DeskClient.SignInAsync(site, Role.Editor);
        Assert.Null((await editor.GetAsync($"/redaction/numeros/{issue}/envoi")).QuerySelector("[data-copy]"));

        await using (var scope = site.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<Publisher>().FreezeAsync(issue, Samples.Noon, TestContext.Current.CancellationToken);
        }

        var text = (await editor.GetAsync($"/redaction/numeros/{issue}/envoi")).QuerySelector("#partage-0")!.TextContent;
        Assert.Contains("La première nouvelle du numéro 44", text, StringComparison.Ordinal);
        Assert.Contains("/numeros/44-juin-2026", text, StringComparison.Ordinal);
    }
}
