using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;

namespace CitesDesMetiers.Tests.Pages;

/// <summary>What stands on top of a form that was refused.</summary>
public class ErrorSummaryTests(SiteFactory site) : IClassFixture<SiteFactory>
{
    [Theory]
    [InlineData("/connexion", "Vous n’êtes pas connecté.")]
    [InlineData("/mot-de-passe-oublie", "Aucun lien n’est parti.")]
    [InlineData("/inscription", "Votre demande n’est pas encore partie.")]
    [InlineData("/abonnement", "Aucun lien n’est parti.")]
    public async Task A_form_that_saves_nothing_says_what_has_come_of_the_act(string path, string outcome)
    {
        using var visitor = new DeskClient(site.CreateSiteClient());

        var page = await DeskClient.ParseAsync(await visitor.SubmitAsync(path, new() { ["Address"] = "" }));

        Assert.Equal(outcome, page.QuerySelector(".error-summary strong")!.TextContent);
        Assert.DoesNotContain("enregistré", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_not_called_kept()
    {
        using var visitor = new DeskClient(site.CreateSiteClient());

        var page = await DeskClient.ParseAsync(
            await visitor.SubmitAsync("/connexion", new() { ["Address"] = "personne@test.example", ["Password"] = "faux" }));

        Assert.StartsWith(
            "Vous n’êtes pas connecté. Un point est à revoir :", page.QuerySelector(".error-summary p")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("conservé", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_saves_says_that_what_was_typed_is_kept()
    {
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);

        var page = await DeskClient.ParseAsync(
            await desk.SubmitAsync("/redaction/nouvelles/ajout", new() { ["Title"] = "", ["Body"] = "Un texte." }));

        Assert.Equal(
            "Rien n’est encore enregistré, mais ce que vous avez saisi est conservé.", page.QuerySelector(".error-summary strong")!.TextContent);
    }
}
