using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace CitesDesMetiers.Tests.Site.Account;

/// <summary>What helps when the telephone is lost: recovery codes, each once, and an administrator.</summary>
public class RecoveryTests(SharedSite<AppCodeTests.Site> shared) : IClassFixture<SharedSite<AppCodeTests.Site>>
{
    private const string Step = "/connexion/verification";

    [Fact]
    public async Task A_recovery_code_opens_the_account_once_however_it_is_typed()
    {
        var site = await shared.FreshAsync();
        var (owner, _, codes) = await Phone.EnrolAsync(site);
        using var person = await PasswordAsync(site, owner);

        var typed = " " + codes[3].ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal);
        var answer = await person.SubmitAsync(Step, new() { ["Code"] = typed });

        Assert.Equal("/compte/securite", answer.Headers.Location!.OriginalString);
        Assert.Contains("Il vous reste 9 codes", (await person.GetAsync("/compte/securite")).Body!.TextContent, StringComparison.Ordinal);
        using var again = await PasswordAsync(site, owner);
        Assert.Contains("a déjà servi", await RefusalAsync(again, codes[3]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_requests_with_the_same_recovery_code_one_signs_in()
    {
        var site = await shared.FreshAsync();
        var (owner, _, codes) = await Phone.EnrolAsync(site);
        using var person = await PasswordAsync(site, owner);
        var page = await person.GetAsync(Step);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => person.SendAsync(page, Step, new() { ["Code"] = codes[0] })));

        Assert.Single(answers, a => a.Headers.Location?.OriginalString == "/compte/securite");
    }

    [Fact]
    public async Task Few_codes_left_are_said_and_new_ones_end_those_of_before()
    {
        var site = await shared.FreshAsync();
        var (owner, _, codes) = await Phone.EnrolAsync(site);
        foreach (var code in codes.Take(8))
        {
            using var person = await PasswordAsync(site, owner);
            await person.SubmitAsync(Step, new() { ["Code"] = code });
        }

        var page = await owner.GetAsync("/compte/securite");
        Assert.Contains("Il vous reste 2 codes", page.QuerySelector(".notice-warning")!.TextContent, StringComparison.Ordinal);
        await owner.SubmitAsync("/compte/securite", [], action: "/codes");
        var renewed = await owner.GetAsync("/compte/securite/codes");
        Assert.Equal(10, renewed.QuerySelectorAll(".recovery-codes li").Length);
        var again = await owner.Http.GetAsync("/compte/securite/codes", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        using var late = await PasswordAsync(site, owner);
        Assert.Contains("n’est pas le bon", await RefusalAsync(late, codes[9]), StringComparison.Ordinal);
    }

    [Trait("Database", "Sqlite")]
    [Fact]
    public async Task Recovery_codes_are_not_in_the_database()
    {
        var site = await shared.FreshAsync();
        var (_, _, codes) = await Phone.EnrolAsync(site);

        var file = await File.ReadAllBytesAsync(Path.Combine(site.Folder, "site.db"), TestContext.Current.CancellationToken);
        var wal = Path.Combine(site.Folder, "site.db-wal");
        byte[] all = File.Exists(wal) ? [.. file, .. await File.ReadAllBytesAsync(wal, TestContext.Current.CancellationToken)] : file;

        Assert.All(codes, code =>
        {
            Assert.True(all.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(code)) < 0);
            Assert.True(all.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(code.Replace("-", "", StringComparison.Ordinal))) < 0);
        });
    }

    [Fact]
    public async Task An_administrator_resets_the_factors_of_somebody_and_they_are_told()
    {
        var site = await shared.FreshAsync();
        await site.AddSettingsAsync();
        var (owner, _, _) = await Phone.EnrolAsync(site);
        await new Authenticator().AddToAsync(owner);
        using var administrator = await DeskClient.SignInAsync(site, Role.Administrator);
        var id = await site.WithDatabaseAsync(db => db.Users.Where(u => u.Email == owner.Address).Select(u => u.Id).SingleAsync());

        await administrator.SubmitAsync($"/redaction/utilisateurs/{id}", [], action: "/second-facteur");

        var page = await administrator.GetAsync($"/redaction/utilisateurs/{id}");
        Assert.Contains("est réinitialisé", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("form[action$='/second-facteur']"));
        var left = await site.WithDatabaseAsync(async db => (
            await db.UserPasskeys.CountAsync(), await db.RecoveryCodes.CountAsync(), await db.SecondFactors.CountAsync(f => f.Secret != null)));
        Assert.Equal((0, 0, 0), left);
        await Eventually.TrueAsync(() => Mails(site).Any(m => m.Subject!.Contains("remis à zéro", StringComparison.Ordinal)), "the mail has left");
        Assert.All(Mails(site), m => Assert.Equal(owner.Address, m.To.Mailboxes.Single().Address));
        Assert.True(await site.WithDatabaseAsync(db => db.AuditEntries.AnyAsync(e => e.Action == AuditAction.FactorsReset && e.AccountId == id)));
        using var person = await PasswordAsync(site, owner);
        await person.GetAsync("/redaction");
    }

    private static List<MimeMessage> Mails(SiteFactory site) =>
        System.IO.Directory.Exists(site.Outbox)
            ? [.. System.IO.Directory.GetFiles(site.Outbox, "*.eml").Select(file => MimeMessage.Load(file))]
            : [];

    private static async Task<string> RefusalAsync(DeskClient person, string code) =>
        (await DeskClient.ParseAsync(await person.SubmitAsync(Step, new() { ["Code"] = code }))).QuerySelector(".error-summary")!.TextContent;

    private static async Task<DeskClient> PasswordAsync(SiteFactory site, DeskClient owner)
    {
        var person = new DeskClient(site.CreateSiteClient());
        await person.SubmitAsync("/connexion", new() { ["Address"] = owner.Address, ["Password"] = DeskClient.Password });
        return person;
    }
}
