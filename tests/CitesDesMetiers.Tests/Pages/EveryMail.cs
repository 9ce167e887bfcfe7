using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Sending.Copies;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Letters;
using CitesDesMetiers.Web.Newsletter.Issues;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Tests.Pages;

/// <summary>Every kind of mail, HTML and text, as the settings make it.</summary>
internal static class EveryMail
{
    /// <summary>Who reads them: <see cref="Rendered.By"/>.</summary>
    public const string Reader = "courriel";

    public static async Task<IReadOnlyList<Rendered>> RenderAsync(SiteFactory site, Said said)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<NewsletterContext>();
        var renderer = services.GetRequiredService<MailRenderer>();
        var settings = await db.Settings.AsNoTracking().SingleOrDefaultAsync() ?? new NewsletterSettings();
        var options = services.GetRequiredService<IOptions<SiteOptions>>().Value;
        var call = await db.CallsForNews.FirstAsync();
        var wordless = new CallForNews("Numéro 45", null, DateTime.UtcNow.AddDays(9), DateTime.UtcNow);
        var person = new User("elodie@test.example", "Élodie Haurie", Role.Editor, null);
        var url = options.Absolute("/abonnement");
        var mails = new List<Rendered>();

        void Add(string name, string subject, RenderedMail mail)
        {
            mails.Add(new(said, Reader, name, mail.Html, [.. subject.Length > 0 ? [subject] : Array.Empty<string>(), .. VisibleText.Of(mail.Html)]));
            mails.Add(new(said, Reader, name + " (texte)", "", Unfolded(mail.Text)));
        }

        foreach (var occasion in Enum.GetValues<CallOccasion>())
        {
            foreach (var asked in (CallForNews[])[call, wordless])
            {
                var letter = new CallContext(options, settings, asked, person.DisplayName, "Cité des métiers d’Arras", url, occasion)
                {
                    NewsAddress = "nouvelles+arras@test.example",
                };
                Add($"appel, {occasion}", letter.Subject, await renderer.RenderAsync(letter, default));
            }
        }

        foreach (var (name, notice) in AccountNotices(settings))
        {
            var letter = new AccountContext(options, settings, person, notice);
            Add($"compte, {name}", letter.Subject, await renderer.RenderAsync(letter, default));
        }

        foreach (var kind in Enum.GetValues<PasswordLinkKind>())
        {
            var letter = new PasswordContext(options, settings, person, url, kind);
            Add($"mot de passe, {kind}", letter.Subject, await renderer.RenderAsync(letter, default));
        }

        foreach (var matter in Enum.GetValues<SubscriptionMatter>())
        {
            var letter = new SubscriptionContext(options, settings, matter, url);
            Add($"abonnement, {matter}", letter.Subject, await renderer.RenderAsync(letter, default));
        }

        var confirmation = new ConfirmationContext(options, url, settings);
        Add("confirmation", confirmation.Subject, await renderer.RenderAsync(confirmation, default));
        foreach (var isTakenOver in (bool[])[false, true])
        {
            var renewal = new RenewalContext(options, settings, url, new DateOnly(2027, 1, 1)) { IsTakenOver = isTakenOver };
            Add($"renouvellement, {isTakenOver}", renewal.Subject, await renderer.RenderAsync(renewal, default));
        }

        foreach (var latest in (LatestIssue?[])[null, new(44, "L’été du réseau", "/numeros/a")])
        {
            var welcome = new WelcomeContext(options, settings, latest, url);
            Add($"bienvenue, {latest?.Number}", welcome.Subject, await renderer.RenderAsync(welcome, default));
        }

        foreach (var outcome in (NewsMailOutcome[])
            [
                new("Une nuit", "Cité des métiers d’Arras", 2, "texte.docx", "/redaction/nouvelles/1"),
                new("Une nuit", "Cité des métiers d’Arras", 0, null, null) { IsTooLarge = true },
            ])
        {
            var answer = new NewsMailContext(options, settings, person.DisplayName, outcome);
            Add($"nouvelle reçue, {outcome.IsTooLarge}", answer.Subject, await renderer.RenderAsync(answer, default));
        }

        var quarter = new QuarterlyContext(
            options, settings, new DateOnly(2026, 4, 1), [new("numero-7", 7, "juin 2026", "fr", "L’été", ["Une nouvelle"])]);
        Add("trimestre", quarter.Subject, await renderer.RenderAsync(quarter, default));
        foreach (var matters in (DigestMatter[][])
            [
                [new("/redaction/nouvelles/1/apercu", ["« Voilà. » est acceptée."])], [new("/numeros/a", ["Une ligne.", "Une autre."])]
            ])
        {
            var digest = new DigestContext(options, settings, person.DisplayName, matters, matters.Length == 1 ? url : null);
            Add("avis", digest.Subject, await renderer.RenderAsync(digest, default));
        }

        foreach (var id in await db.Issues.Where(i => i.PublishedAt == null || said == Said.Everything).Select(i => i.Id).ToListAsync())
        {
            var content = (await services.GetRequiredService<EditionBuilder>().BuildAsync(id, default))!;
            Add($"numéro {content.Number}", "", await renderer.RenderAsync(new EditionContext(options, content, "numero"), default));
        }

        return mails;
    }

    /// <summary>A paragraph a line, as it was before it was folded at 72 characters.</summary>
    private static List<string> Unfolded(string text) =>
        [.. text.ReplaceLineEndings("\n").Split("\n\n").Select(p => p.Replace('\n', ' ').Trim()).Where(p => p.Length > 0)];

    /// <summary>Everything that a person is told of their account.</summary>
    public static IEnumerable<(string Name, AccountNotice Notice)> AccountNotices(NewsletterSettings settings)
    {
        var at = new DateTime(2026, 6, 1, 10, 0, 0, DateTimeKind.Utc);
        yield return ("nouvel appareil", AccountNotice.NewDevice(settings, "Firefox sous Windows", at));
        yield return ("mot de passe", AccountNotice.NewPassword(settings, at));
        yield return ("droits", AccountNotice.Rights(settings, "Avant : Membre. Désormais : Rédacteur (approuver un numéro).", at));
        yield return ("bloqué", AccountNotice.Blocked(settings, at));
        yield return ("débloqué", AccountNotice.Unblocked(settings, at));
        yield return ("facteur ajouté", AccountNotice.FactorAdded(settings, "la clé d’accès « Téléphone »", at));
        yield return ("facteur retiré", AccountNotice.FactorRemoved(settings, "l’application d’authentification", at));
        yield return ("facteurs remis à zéro", AccountNotice.FactorsReset(settings, at));
        yield return ("adresse", AccountNotice.NewAddress(settings, at));
    }
}
