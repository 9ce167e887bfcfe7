using System.Net;
using AngleSharp.Html.Dom;
using CitesDesMetiers.Tests.App;

namespace CitesDesMetiers.Tests.Pages;

/// <summary>After an error the page begins with it: in its title, and under the focus (as GOV.UK does).</summary>
[Collection(nameof(EveryPage))]
public class RefusedFormTests(EveryPage site)
{
    [Theory]
    [InlineData("/inscription", "Address")]
    [InlineData("/abonnement", "Address")]
    [InlineData("/connexion", "Address")]
    [InlineData("/mot-de-passe-oublie", "Address")]
    public async Task A_form_of_the_site_that_is_refused_says_so_first(string path, string field)
    {
        using var visitor = new DeskClient(site.CreateSiteClient());

        AssertBeginsWithError(await DeskClient.ParseAsync(await visitor.SubmitAsync(path, new() { [field] = "" })));
    }

    [Theory]
    [InlineData("/redaction/nouvelles/ajout", "Title")]
    [InlineData("/redaction/agenda/ajout", "Title")]
    [InlineData("/redaction/contacts/ajout", "Name")]
    [InlineData("/redaction/arrivees-departs/ajout", "Person")]
    [InlineData("/redaction/cites/ajout", "Name")]
    [InlineData("/redaction/themes", "Name")]
    [InlineData("/redaction/utilisateurs/ajout", "DisplayName")]
    [InlineData("/redaction/appels/ajout", "Subject")]
    [InlineData("/redaction/reglages", "NewsletterName")]
    [InlineData("/redaction/numeros/ajout", "Number")]
    [InlineData("/redaction/abonnes/verification", "Text")]
    [InlineData("/redaction/images/ajout", "")]
    [InlineData("/compte", "Current")]
    public async Task A_form_of_the_desk_that_is_refused_says_so_first(string path, string field)
    {
        using var desk = await site.SignedInAsync();

        AssertBeginsWithError(await DeskClient.ParseAsync(await desk.SubmitAsync(path, field.Length > 0 ? new() { [field] = "" } : [])));
    }

    [Fact]
    public async Task A_contribution_that_is_refused_says_so_first()
    {
        using var correspondent = new DeskClient(site.CreateSiteClient());
        var path = site.Personal.First(p => p.Path.StartsWith("/contribuer/", StringComparison.Ordinal)).Path;

        AssertBeginsWithError(await DeskClient.ParseAsync(await correspondent.SubmitAsync(path, new() { ["Title"] = "" })));
    }

    [Fact]
    public async Task What_is_refused_on_the_way_to_another_page_is_an_error_there()
    {
        using var desk = await site.SignedInAsync();
        var issue = site.Desk.First(p => p.Document.QuerySelector("form[action$='/titre']") is not null).Path;
        var answer = await desk.SubmitAsync(issue, new() { ["title"] = "" }, action: "/titre");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);

        var page = await desk.GetAsync(issue);
        AssertBeginsWithError(page);
        Assert.Null(page.QuerySelector(".notice-success"));
        Assert.DoesNotContain("Erreur", (await desk.GetAsync(issue)).Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_comes_too_late_is_an_error()
    {
        using var desk = await site.SignedInAsync();
        var issue = site.Desk.First(p => p.Document.QuerySelector("form[action$='/titre']") is not null).Path;
        var token = (await desk.GetAsync(issue + "/envoi")).QuerySelector("[name=__jeton]")!.GetAttribute("value");
        using var nothing = new FormUrlEncodedContent([new("__jeton", token)]);

        var answer = await desk.Http.PostAsync(issue + "/programmation/retrait", nothing, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        AssertBeginsWithError(await desk.GetAsync(issue + "/envoi"));
    }

    [Fact]
    public void A_page_without_an_error_does_not_take_the_focus()
    {
        Assert.DoesNotContain(
            site.All, p => p.Title.StartsWith("Erreur", StringComparison.Ordinal) || p.Document.QuerySelector("[autofocus]") is not null);
    }

    private static void AssertBeginsWithError(IHtmlDocument page)
    {
        Assert.StartsWith("Erreur : ", page.Title, StringComparison.Ordinal);
        var summary = page.QuerySelector("[autofocus]")!;
        Assert.Equal("error-summary", summary.ClassName);
        Assert.Equal("-1", summary.GetAttribute("tabindex"));
        Assert.NotEqual("", summary.TextContent.Trim());
    }
}
