using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Sending.Engine;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk.Settings;

/// <summary>After a restored backup, nothing is mailed until an administrator has looked.</summary>
public sealed class HeldMailTests : IAsyncDisposable
{
    private const string Page = "/redaction/reglages/envois-retenus";
    private const string Banner = "aucun courriel ne part avant qu’un administrateur l’ait décidé";

    private readonly SmtpSite site = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_page_of_the_desk_says_so_until_an_administrator_allows_mail()
    {
        await site.WithDatabaseAsync(db => new OutboundLock(db).LockAsync(Cancel));
        var dispatch = await site.DispatchAsync(3);
        using var editor = await DeskClient.SignInAsync(site, Role.Editor);
        using var administrator = await DeskClient.SignInAsync(site, Role.Administrator);

        Assert.Contains(Banner, (await editor.GetAsync("/redaction/nouvelles")).Body!.TextContent, StringComparison.Ordinal);
        var link = (await administrator.GetAsync("/redaction")).QuerySelector("aside[aria-label='Envois retenus'] a");
        Assert.Equal(Page, link!.GetAttribute("href"));
        Assert.Empty(site.Relay.Mails);

        Assert.Equal(HttpStatusCode.Redirect, (await administrator.SubmitAsync(Page, [])).StatusCode);
        await site.CompletedAsync(dispatch);

        Assert.Equal(3, site.Relay.Mails.Count);
        Assert.DoesNotContain(Banner, (await editor.GetAsync("/redaction")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Rien n’est retenu", (await administrator.GetAsync(Page)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await site.WithDatabaseAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.MailAllowed, Cancel)));
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();
}
