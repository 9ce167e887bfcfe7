using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Pages;
using CitesDesMetiers.Web.Letters;

namespace CitesDesMetiers.Tests.Letters;

/// <summary>The mails to one person are set as carefully as an issue.</summary>
public class PersonalMailTests(RenderedEdition edition) : IClassFixture<RenderedEdition>
{
    private static readonly SiteOptions Site = new() { PublicUrl = SiteFactory.PublicUrl };

    [Fact]
    public async Task Every_mail_has_French_typography_and_no_ruler_however_its_words_were_typed()
    {
        var settings = new NewsletterSettings();
        settings.Identify("L'association d'essai", "30, rue de l'Église\n75000 Paris", "", "", "contact@reseau.example", "donnees@reseau.example");
        var call = new CallForNews(
            "le numéro d'été !", "Dites-nous l'essentiel !", new DateTime(2026, 9, 1, 10, 0, 0, DateTimeKind.Utc), Samples.Noon);
        LetterContext[] letters =
        [
            new ConfirmationContext(Site, Url, settings),
            new RenewalContext(Site, settings, Url, new DateOnly(2026, 9, 1)),
            new WelcomeContext(Site, settings, new LatestIssue(44, "L'été !", "/numeros/n"), Url),
            new NewsMailContext(Site, settings, "Anne d'Essai", new NewsMailOutcome("L'été !", "Cité de l'Estuaire", 2, "l'affiche.pdf", null)),
            new PasswordContext(Site, settings, new User("anne@reseau.example", "Anne d'Essai", Role.Editor), Url, PasswordLinkKind.Invitation),
            .. EveryMail.AccountNotices(settings).Select(n => new AccountContext(Site, settings, new User(
                "anne@reseau.example", "Anne d'Essai", Role.Editor), n.Notice)),
            new SubscriptionContext(Site, settings, SubscriptionMatter.Moved, Url),
            new CallContext(Site, settings, call, "Anne d'Essai", "Cité de l'Estuaire", Url, CallOccasion.Opening),
            new DigestContext(Site, settings, "Anne d'Essai", [new DigestMatter("/redaction/nouvelles/1", ["« L'été » : acceptée"])], Url),
            new QuarterlyContext(
                Site, settings, new DateOnly(2026, 4, 1), [new DigestedEdition("n", 1, "avril 2026", "fr", "L'été", ["L'atelier"])]),
        ];
        foreach (var letter in letters)
        {
            var mail = await edition.Service<MailRenderer>().RenderAsync(letter, TestContext.Current.CancellationToken);
            foreach (var text in new[] { letter.Subject, letter.Preheader, mail.Text, RenderedEdition.Parse(mail).Body!.TextContent })
            {
                Assert.DoesNotContain('\'', text);
                Assert.DoesNotMatch("[-=_*]{4}|[^\u00A0 ] [;:!?»]", text);
            }
        }
    }

    private const string Url = SiteFactory.PublicUrl + "/lien/AbCdEf";
}
