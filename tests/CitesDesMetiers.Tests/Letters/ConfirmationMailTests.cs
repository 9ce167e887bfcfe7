using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Sending.Copies;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Letters;

namespace CitesDesMetiers.Tests.Letters;

public class ConfirmationMailTests(RenderedEdition edition) : IClassFixture<RenderedEdition>
{
    private const string Url = SiteFactory.PublicUrl + "/inscription/confirmer/AbCdEf0123456789_-";

    [Fact]
    public async Task It_says_what_was_asked_how_to_confirm_until_when_and_what_to_do_otherwise()
    {
        var mail = await RenderAsync();
        var page = RenderedEdition.Parse(mail);

        Assert.Equal("Confirmez votre abonnement à l’InfoLettre", page.QuerySelector("h1")!.TextContent);
        Assert.Equal("Confirmer mon abonnement", page.QuerySelector($"a[href='{Url}']")!.TextContent);
        foreach (var body in new[] { page.Body!.TextContent, mail.Text.Replace('\n', ' ') })
        {
            Assert.Contains("a demandé à recevoir", body, StringComparison.Ordinal);
            Assert.Contains("valable 7\u00A0jours", body, StringComparison.Ordinal);
            Assert.Contains("Ne faites rien", body, StringComparison.Ordinal);
            Assert.Contains("1, rue des Essais", body, StringComparison.Ordinal);
        }

        Assert.Contains(Url + "\n", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_keeps_the_rules_of_every_mail()
    {
        var mail = await RenderAsync();
        var page = RenderedEdition.Parse(mail);

        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Empty(page.QuerySelectorAll("img,script,form,iframe,link"));
        Assert.All(page.QuerySelectorAll("table"), table => Assert.Equal("presentation", table.GetAttribute("role")));
        Assert.All(InlineStyles.Texts(page), element => Assert.True(InlineStyles.Contrast(
            InlineStyles.Inherited(element, "color")!, InlineStyles.Inherited(element, "background-color")!) >= 4.5, element.OuterHtml));
        Assert.All(mail.Text.Split('\n'), line => Assert.True(line.Length <= 72 || line.Contains("https://", StringComparison.Ordinal), line));
    }

    private Task<RenderedMail> RenderAsync()
    {
        var settings = new NewsletterSettings();
        settings.Identify("Association Réseau", "1, rue des Essais\n75000 Paris", "", "", "contact@reseau.example", "donnees@reseau.example");
        var letter = new ConfirmationContext(new SiteOptions { PublicUrl = SiteFactory.PublicUrl }, Url, settings);
        return edition.Service<MailRenderer>().RenderAsync(letter, TestContext.Current.CancellationToken);
    }
}
