using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Newsletter.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace CitesDesMetiers.Tests.Newsletter;

/// <summary>People are told by mail what touches their account, and only they.</summary>
public sealed class AccountMailTests : IAsyncLifetime
{
    private readonly SiteFactory site = new();
    private DeskClient admin = null!;
    private DeskClient editor = null!;
    private int editorId;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        admin = await DeskClient.SignInAsync(site, Role.Administrator);
        editor = await DeskClient.SignInAsync(site, Role.Editor);
        editorId = await site.WithDatabaseAsync(db => db.Users.Where(u => u.Email == editor.Address).Select(u => u.Id).SingleAsync());
    }

    [Fact]
    public async Task Of_another_role()
    {
        await admin.SubmitAsync($"/redaction/utilisateurs/{editorId}", new() { ["Role"] = "Member" });

        var mail = Assert.Single(await MailsAsync(1));
        Assert.Equal(editor.Address, mail.To.Mailboxes.Single().Address);
        Assert.Contains(
            "Avant : Rédacteur (approuver et envoyer un numéro). Désormais : Membre.", Plain(mail.TextBody), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_new_address_at_both()
    {
        await admin.SubmitAsync($"/redaction/utilisateurs/{editorId}", new() { ["Address"] = "neuve@cite.example" });

        var mails = await MailsAsync(2);
        Assert.Equal(
            new[] { editor.Address, "neuve@cite.example" }.Order(StringComparer.Ordinal),
            mails.Select(m => m.To.Mailboxes.Single().Address).Order(StringComparer.Ordinal));
        Assert.All(mails, m => Assert.DoesNotContain("neuve@", m.TextBody, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_block_and_its_end()
    {
        await admin.SubmitAsync($"/redaction/utilisateurs/{editorId}", [], "/blocage");
        await admin.SubmitAsync($"/redaction/utilisateurs/{editorId}", [], "/deblocage");

        Assert.Equal(
            ["Votre compte de l’InfoLettre est bloqué", "Votre compte de l’InfoLettre est débloqué"],
            (await MailsAsync(2)).Select(m => Plain(m.Subject)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_a_new_password()
    {
        await editor.SubmitAsync(
            "/compte", new() { ["Current"] = DeskClient.Password, ["Password"] = "cinq-tuiles-rouges", ["Again"] = "cinq-tuiles-rouges" });

        Assert.Equal("Nouveau mot de passe pour l’InfoLettre", Plain(Assert.Single(await MailsAsync(1)).Subject));
    }

    [Fact]
    public async Task Of_a_new_device_but_not_of_the_first()
    {
        using var elsewhere = new DeskClient(site.CreateSiteClient());
        elsewhere.Http.DefaultRequestHeaders.Add("User-Agent", "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0");
        await elsewhere.SubmitAsync("/connexion", new() { ["Address"] = editor.Address, ["Password"] = DeskClient.Password });

        var mail = Assert.Single(await MailsAsync(1));
        Assert.Contains("Firefox sous Windows", Plain(mail.TextBody), StringComparison.Ordinal);
        Assert.Contains("/compte", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_second_factors()
    {
        await using var scope = site.Services.CreateAsyncScope();
        var mails = scope.ServiceProvider.GetRequiredService<AccountMails>();
        var user = await site.WithDatabaseAsync(db => db.Users.AsNoTracking().SingleAsync(u => u.Id == editorId, Cancel));

        await mails.FactorAddedAsync(user, "la clé d’accès « Téléphone »", Cancel);
        await mails.FactorRemovedAsync(user, "la clé d’accès « Téléphone »", Cancel);
        await mails.FactorsResetAsync(user, Cancel);

        Assert.Equal(2, (await MailsAsync(3)).Count(m => Plain(m.TextBody).Contains("la clé d’accès « Téléphone »", StringComparison.Ordinal)));
    }

    public async ValueTask DisposeAsync()
    {
        admin.Dispose();
        editor.Dispose();
        await site.DisposeAsync();
    }

    /// <summary>Folded lines joined, with ordinary spaces.</summary>
    private static string Plain(string? text) =>
        string.Join(
            ' ', (text ?? "").Replace('\u00A0', ' ').Replace('\u202F', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task<List<MimeMessage>> MailsAsync(int count)
    {
        await Eventually.TrueAsync(
            () => Directory.Exists(site.Outbox) && Directory.GetFiles(site.Outbox, "*.eml").Length >= count, $"{count} mails are written");
        List<MimeMessage> mails = [];
        foreach (var file in Directory.GetFiles(site.Outbox, "*.eml"))
        {
            mails.Add(await MimeMessage.LoadAsync(file, Cancel));
        }

        return mails;
    }
}
