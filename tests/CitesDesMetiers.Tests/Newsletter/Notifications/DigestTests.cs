using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Copies;
using CitesDesMetiers.Tests.Sending.Smtp;
using CitesDesMetiers.Web.Newsletter.Notifications;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace CitesDesMetiers.Tests.Newsletter.Notifications;

/// <summary>One mail for many lines, and no line twice.</summary>
public sealed class DigestTests : IAsyncLifetime
{
    private readonly SmtpSite site = new();
    private int editor;

    public async ValueTask InitializeAsync()
    {
        await site.AddSettingsAsync();
        await using var scope = site.Services.CreateAsyncScope();
        var user = new User("nora@reseau.example", "Nora", Role.Editor);
        Assert.True((await scope.ServiceProvider.GetRequiredService<UserManager<User>>().CreateAsync(user, DeskClient.Password)).Succeeded);
        editor = user.Id;
    }

    [Fact]
    public async Task Many_lines_go_in_one_mail_once_the_oldest_has_waited_and_each_line_once()
    {
        await TellAsync("Inès propose « Un atelier ».", "/redaction/nouvelles/1/apercu");
        await TellAsync("Inès propose « Un atelier ».", "/redaction/nouvelles/1/apercu");
        Assert.Equal(0, await SendAsync());
        site.Clock.Forward(TimeSpan.FromMinutes(9));
        await TellAsync("Paul propose « <script>alert(1)</script> ».", "/redaction/nouvelles/2/apercu");
        Assert.Equal(0, await SendAsync());

        site.Clock.Forward(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await SendAsync());

        var mail = await ReceivedAsync();
        Assert.Equal("InfoLettre : 2 choses vous concernent", mail.Subject!.Replace('\u00A0', ' '));
        Assert.Equal(1, Count(mail.TextBody!, "Un atelier"));
        Assert.Contains(SiteFactory.PublicUrl + "/redaction/nouvelles/1/apercu", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains($"href=\"{SiteFactory.PublicUrl}/redaction/nouvelles/2/apercu\"", mail.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("Vous recevez ce message", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Réseau d’essai", mail.TextBody, StringComparison.Ordinal);
        Assert.Equal(0, await SendAsync());
    }

    [Fact]
    public async Task Two_instances_at_once_send_one_digest()
    {
        await TellAsync("Inès propose « Un atelier ».", "/redaction/nouvelles/1/apercu");
        site.Clock.Forward(TimeSpan.FromMinutes(11));

        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendAsync()));

        Assert.Equal(1, sent.Sum());
        await ReceivedAsync();
        await Eventually.TrueAsync(async () => !await site.WithDatabaseAsync(db => db.OutgoingMails.AnyAsync(Cancel)), "all mails have left");
        Assert.Single(site.Relay.Mails);
    }

    [Fact]
    public async Task A_single_line_is_its_own_subject_and_old_lines_are_forgotten()
    {
        await TellAsync("« Un atelier » est acceptée.", "/redaction/nouvelles/1");
        site.Clock.Forward(TimeSpan.FromMinutes(11));
        await SendAsync();

        Assert.Equal("« Un atelier » est acceptée.", (await ReceivedAsync()).Subject!.Replace('\u00A0', ' '));
        await TellAsync("« Un forum » est acceptée.", "/redaction/nouvelles/2");
        site.Clock.Forward(TimeSpan.FromDays(31));
        await using var scope = site.Services.CreateAsyncScope();
        Assert.Equal(1, await scope.ServiceProvider.GetRequiredService<Digests>().PurgeAsync(Cancel));
    }

    [Fact]
    public async Task Who_is_blocked_gets_none()
    {
        await TellAsync("« Un atelier » est acceptée.", "/redaction/nouvelles/1");
        await site.WithDatabaseAsync(
            db => db.Users.Where(u => u.Id == editor).ExecuteUpdateAsync(set => set.SetProperty(u => u.LockoutEnd, User.BlockedUntil), Cancel));
        site.Clock.Forward(TimeSpan.FromMinutes(11));

        Assert.Equal(0, await SendAsync());
        Assert.False(await site.WithDatabaseAsync(db => db.OutgoingMails.AnyAsync(Cancel)));
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task TellAsync(string line, string path)
    {
        await using var scope = site.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Notifier>().Tell(editor, line, path);
        await scope.ServiceProvider.GetRequiredService<NewsletterContext>().SaveChangesAsync(Cancel);
    }

    private async Task<int> SendAsync()
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Digests>().SendDueAsync(Cancel);
    }

    private async Task<MimeMessage> ReceivedAsync()
    {
        await Eventually.TrueAsync(() => !site.Relay.Mails.IsEmpty, "the digest has come");
        return await MimeMessage.LoadAsync(new MemoryStream(MessageTests.Unstuffed(site.Relay.Mails.Single().Raw)), Cancel);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
