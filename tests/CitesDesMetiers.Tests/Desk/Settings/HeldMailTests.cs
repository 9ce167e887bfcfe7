using System.Data.Common;
using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Sending.Engine;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

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

    [Fact]
    public async Task A_connection_that_looked_for_work_before_the_lock_sends_nothing_after_it()
    {
        var look = new HeldLook();
        await using var slow = new SlowSite(look);
        _ = slow.Services;
        await look.Held.Task.WaitAsync(TimeSpan.FromMinutes(3), Cancel);

        await slow.WithDatabaseAsync(db => new OutboundLock(db).LockAsync(Cancel));
        await slow.DispatchAsync(3);
        look.GoOn.SetResult();

        await look.Again.Task.WaitAsync(TimeSpan.FromMinutes(3), Cancel);
        Assert.Empty(slow.Relay.Mails);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private sealed class SlowSite(HeldLook look) : SmtpSite
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(
                services => services.ConfigureDbContext<NewsletterContext>(options => options.AddInterceptors(look)));
        }
    }

    /// <summary>Keeps the first answer of whether mail may be sent from who asked, as a busy computer does.</summary>
    private sealed class HeldLook : DbCommandInterceptor
    {
        private int looks;

        public TaskCompletionSource Held { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public TaskCompletionSource GoOn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public TaskCompletionSource Again { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async ValueTask<InterceptionResult> DataReaderClosingAsync(
            DbCommand command, DataReaderClosingEventData eventData, InterceptionResult result)
        {
            if (command.CommandText.Contains("SendingQuotas", StringComparison.Ordinal)
                && command.CommandText.Contains("Dispatches", StringComparison.Ordinal))
            {
                if (Interlocked.Increment(ref looks) == 1)
                {
                    Held.SetResult();
                    await GoOn.Task;
                }
                else
                {
                    Again.TrySetResult();
                }
            }

            return result;
        }
    }
}
