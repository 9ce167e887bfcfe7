using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Site;

namespace CitesDesMetiers.Tests.Pages;

/// <summary>The names of the settings in sentences.</summary>
public class NamesTests
{
    [Fact]
    public async Task The_consent_and_the_footer_name_the_newsletter_and_its_publisher_with_their_articles()
    {
        await using var site = new SiteFactory();

        var page = await site.PageAsync("/inscription");

        Assert.Equal("S’abonner à l’InfoLettre", page.QuerySelector("h1")!.TextContent);
        Assert.Contains(
            "je demande à recevoir par courriel l’InfoLettre, une publication du Réseau international des Cités des métiers.", page
                .QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "Le Réseau international des Cités des métiers est responsable de ce traitement.",
            page.QuerySelector("main")!.TextContent,
            StringComparison.Ordinal);
        Assert.Contains(
            "Une publication du Réseau international des Cités des métiers", page.QuerySelector("footer")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_settings_say_which_article_a_name_takes_where_it_cannot_be_guessed()
    {
        await using var site = new SiteFactory();
        await site.AddSettingsAsync();
        using var desk = await DeskClient.SignInAsync(site, Role.Administrator);

        await desk.SubmitAsync(
            "/redaction/reglages",
            new() { ["NewsletterName"] = "Mag", ["NewsletterArticle"] = "Le", ["PublisherName"] = "Cap Métiers", ["PublisherArticle"] = "" });

        var page = await site.PageAsync("/inscription");
        Assert.Equal("S’abonner au Mag", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("le Mag, une publication de Cap Métiers.", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }
}
