using System.Globalization;
using System.Text;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Sending.Settings;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Tests.Desk.Settings;

/// <summary>Sender and relay at the desk, over real conversations with a relay.</summary>
public sealed class MailPageTests : IAsyncLifetime
{
    private const string Page = "/redaction/reglages/courrier";
    private const string Secret = "sept-lampes-rouges";

    private readonly SiteFactory site = new();
    private readonly SmtpListener relay = new();
    private DeskClient desk = null!;

    public async ValueTask InitializeAsync() => desk = await DeskClient.SignInAsync(site, Role.Administrator);

    [Fact]
    public async Task What_is_set_here_sends_at_once_without_a_restart()
    {
        Assert.Contains("Sans serveur, l’essai est resté dans la boîte d’envoi", await TryAsync(), StringComparison.Ordinal);

        await SaveAsync(new() { ["SenderName"] = "La lettre", ["SenderAddress"] = "lettre@reseau.example" });
        Assert.Contains("127.0.0.1 a accepté l’essai", await TryAsync(), StringComparison.Ordinal);

        var mail = Assert.Single(relay.Mails);
        Assert.Equal(desk.Address, Assert.Single(mail.To), ignoreCase: true);
        Assert.Contains("From: La lettre <lettre@reseau.example>", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Le serveur a accepté un essai le", (await desk.GetAsync(Page)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trial_says_in_words_what_the_relay_answered()
    {
        var reply = (At: SmtpMoment.Auth, Text: "");
        relay.Capabilities += "\nAUTH PLAIN";
        relay.Script = (now, _) => Task.FromResult(now == reply.At ? reply.Text : null);
        await SaveAsync(new() { ["User"] = "lettre", ["Password"] = Secret });
        foreach (var (at, text, words) in new[]
        {
            (SmtpMoment.Auth, "535 5.7.8 Bad credentials", "refuse l’utilisateur ou le mot de passe"),
            (SmtpMoment.Mail, "550 5.7.1 Sender denied", "n’accepte pas cet expéditeur"),
            (SmtpMoment.Recipient, "550 5.7.1 Relaying denied", "ne veut pas écrire à votre adresse"),
            (SmtpMoment.FinalDot, "554 5.7.1 Looks like spam", "refuse le message"),
            (SmtpMoment.Recipient, "451 4.7.1 Greylisted", "demande d’attendre"),
            (SmtpMoment.FinalDot, SmtpListener.Drop, "il est peut-être arrivé"),
        })
        {
            reply = (at, text);
            var said = await TryAsync();

            Assert.Contains(words, said, StringComparison.Ordinal);
            Assert.Equal(text != SmtpListener.Drop, said.Contains(text, StringComparison.Ordinal));
        }

        Assert.Contains("Aucun essai n’a encore réussi", (await desk.GetAsync(Page)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_at_which_nothing_listens_is_named()
    {
        var closed = new SmtpListener();
        var freed = closed.Port;
        await closed.DisposeAsync();
        await SaveAsync(new() { ["Port"] = freed.ToString(CultureInfo.InvariantCulture) });

        Assert.Contains("Rien n’écoute à ce port de 127.0.0.1", await TryAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_is_kept_encrypted_and_shown_nowhere()
    {
        relay.Capabilities += "\nAUTH PLAIN";
        await SaveAsync(new() { ["User"] = "lettre", ["Password"] = Secret });
        await SaveAsync(new() { ["SenderName"] = "Autre nom", ["User"] = "lettre" });

        Assert.Contains("a accepté l’essai", await TryAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, (await desk.GetAsync(Page)).Source.Text, StringComparison.Ordinal);
        var (stored, log) = await site.WithDatabaseAsync(async db => (
            (await db.MailSettings.SingleAsync()).RelayPassword!,
            string.Concat((await db.AuditEntries.ToListAsync()).Select(e => $"{e.Subject} {e.Before} {e.After}\n"))));
        Assert.DoesNotContain(Secret, Encoding.Latin1.GetString(stored), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, log, StringComparison.Ordinal);
        Assert.Contains("Courrier : mot de passe du serveur", log.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Contains("Courrier : Serveur  127.0.0.1", log.Replace('\u00A0', ' '), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_password_of_one_server_is_not_told_to_another()
    {
        await SaveAsync(new() { ["User"] = "lettre", ["Password"] = Secret });

        var page = await RefusedAsync(new() { ["Host"] = "127.0.0.2", ["User"] = "lettre" });

        Assert.Contains("tapez-le de nouveau, puisque la connexion change", page, StringComparison.Ordinal);
        Assert.Equal("127.0.0.1", Assert.Single(Options.RelayNames));
    }

    [Fact]
    public async Task What_cannot_work_is_refused_and_what_was_typed_stays()
    {
        foreach (var (field, value, words) in new[]
        {
            ("Security", "None", "seul un serveur de cette machine"),
            ("User", "lettre", "Mot de passe : à renseigner"),
            ("Host", "smtp://example", "un nom comme smtp.example.org"),
            ("Port", "70000", "un nombre de 1 à 65 535"),
            ("SenderAddress", "lettre", "Adresse de l’expéditeur"),
        })
        {
            var page = await RefusedAsync(
                new() { ["Host"] = "smtp.reseau.example", ["Security"] = "StartTls", ["Port"] = "", ["SenderName"] = "La lettre", [field] = value });

            Assert.Contains(words, page, StringComparison.Ordinal);
            Assert.Contains("La lettre", page, StringComparison.Ordinal);
        }

        Assert.False(await site.WithDatabaseAsync(db => db.MailSettings.AnyAsync()));
    }

    [Fact]
    public async Task What_another_instance_changed_is_taken_over()
    {
        await site.WithDatabaseAsync(async db =>
        {
            var settings = new MailSettings();
            settings.SetSender("Autre", "autre@reseau.example", "reponses@reseau.example");
            db.Add(settings);
            await db.SaveChangesAsync();
            await site.Services.GetRequiredService<DeskMail>().ReadAsync(db, default);
        });

        Assert.Equal("autre@reseau.example", Options.From.Address);
        Assert.Equal("reponses@reseau.example", Options.ReplyToAddress);
    }

    [Fact]
    public async Task What_the_configuration_sets_is_shown_and_stays()
    {
        await using var fixedSite = new SmtpSite();
        fixedSite.Settings["Mail:From"] = "Fixe <fixe@reseau.example>";
        using var admin = await DeskClient.SignInAsync(fixedSite, Role.Administrator);
        var page = await admin.GetAsync(Page);

        Assert.Contains("fixe@reseau.example", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("fixé par la configuration du serveur", page.Body.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("[name=Host], [name=SenderAddress], [name=Password]"));

        await admin.SendAsync(page, Page, new() { ["ReplyTo"] = "reponses@reseau.example" });
        var options = fixedSite.Services.GetRequiredService<IOptions<MailOptions>>().Value;
        Assert.Equal(("fixe@reseau.example", "reponses@reseau.example"), (options.From.Address, options.ReplyToAddress));
    }

    public async ValueTask DisposeAsync()
    {
        desk.Dispose();
        await relay.DisposeAsync();
        await site.DisposeAsync();
    }

    private MailOptions Options => site.Services.GetRequiredService<IOptions<MailOptions>>().Value;

    private async Task SaveAsync(Dictionary<string, string> values)
    {
        var answer = await desk.SubmitAsync(Page, WithRelay(values));
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
    }

    private async Task<string> RefusedAsync(Dictionary<string, string> values)
    {
        var page = await DeskClient.ParseAsync(await desk.SubmitAsync(Page, WithRelay(values)));
        return page.Body!.TextContent + string.Concat(page.QuerySelectorAll("input").Select(i => i.GetAttribute("value")));
    }

    private Dictionary<string, string> WithRelay(Dictionary<string, string> values)
    {
        values.TryAdd("Host", "127.0.0.1");
        values.TryAdd("Port", relay.Port.ToString(CultureInfo.InvariantCulture));
        values.TryAdd("Security", "None");
        return values;
    }

    /// <summary>Presses the button and gives what the page says then.</summary>
    private async Task<string> TryAsync()
    {
        await desk.SubmitAsync(Page, [], "/essai");
        return (await desk.GetAsync(Page)).QuerySelector(".notice")!.TextContent;
    }
}
