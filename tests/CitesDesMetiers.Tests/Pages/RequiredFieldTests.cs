namespace CitesDesMetiers.Tests.Pages;

/// <summary>What must be filled in says so to browsers and to screen readers.</summary>
[Collection(nameof(EveryPage))]
public class RequiredFieldTests(EveryPage site)
{
    [Theory]
    [InlineData("/inscription", "Address")]
    [InlineData("/abonnement", "Address")]
    [InlineData("/connexion", "Address Password")]
    [InlineData("/redaction/reglages", "NewsletterName NetworkName ContactAddress PublisherName PublisherAddress PrivacyAddress")]
    public void A_field_without_which_the_form_is_refused_is_required(string path, string fields)
    {
        var page = site.All.First(p => p.Path == path).Document;

        Assert.All(fields.Split(' '), field => Assert.True(page.GetElementById(field)!.HasAttribute("required"), field));
    }
}
