using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Copies;
using CitesDesMetiers.Tests.Sending.Smtp;
using CitesDesMetiers.Web.Newsletter.Issues;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace CitesDesMetiers.Tests.Site.Subscription;

/// <summary>The first mail after a confirmation.</summary>
public sealed class WelcomeTests : IAsyncDisposable
{
    private readonly SmtpSite site = new();

    [Fact]
    public async Task Confirming_brings_the_latest_issue_and_the_link_to_the_preferences_once()
    {
        await site.AddSettingsAsync();
        var issue = await site.AddIssueAsync(44);
        await using (var scope = site.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<Publisher>().FreezeAsync(issue, Samples.Noon, Cancel);
        }

        using var reader = new Reader(site);
        await reader.SignUpAsync("lea@lecteurs.example");
        var path = await reader.ConfirmationPathAsync();
        await reader.ConfirmAsync(path);
        await reader.ReadAsync(path);

        await Eventually.TrueAsync(() => site.Relay.Mails.Count == 2, "the welcome has come");
        var mail = MimeMessage.Load(new MemoryStream(MessageTests.Unstuffed(site.Relay.Mails.Last().Raw)), Cancel);
        Assert.Contains("Bienvenue", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("https://lettre.example/numeros/44-juin-2026", mail.TextBody!, StringComparison.Ordinal);
        var link = mail.TextBody!.Split('\n').Single(l => l.Contains("/abonnement/", StringComparison.Ordinal));
        var page = await reader.ReadAsync(new Uri(link).AbsolutePath);
        Assert.Equal("Mon abonnement", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(SubscriberState.Confirmed, await site.WithDatabaseAsync(db => db.Subscribers.Select(s => s.State).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task Before_the_first_issue_it_only_welcomes()
    {
        await site.AddSettingsAsync();
        using var reader = new Reader(site);
        await reader.SignUpAsync("lea@lecteurs.example");
        await reader.ConfirmAsync(await reader.ConfirmationPathAsync());

        await Eventually.TrueAsync(() => site.Relay.Mails.Count == 2, "the welcome has come");
        var mail = MimeMessage.Load(new MemoryStream(MessageTests.Unstuffed(site.Relay.Mails.Last().Raw)), Cancel);
        Assert.DoesNotContain("/numeros/", mail.TextBody!, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
