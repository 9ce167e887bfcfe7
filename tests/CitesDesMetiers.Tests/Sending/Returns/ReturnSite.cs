using System.Globalization;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Sending.Returns;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Sending.Returns;

/// <summary>The real application with a relay and a mailbox where returns arrive, which it keeps reading.</summary>
public sealed class ReturnSite : SmtpSite
{
    private readonly IAsyncDisposable server;

    public ReturnSite(MailStore mailbox, bool withPassword = true)
        : this(mailbox, mailbox.Port, isImap: mailbox is ImapListener, withPassword)
    {
    }

    public ReturnSite(IPop3Server mailbox)
        : this(mailbox, mailbox.Port, isImap: false)
    {
    }

    private ReturnSite(IAsyncDisposable mailbox, int port, bool isImap, bool withPassword = true)
    {
        server = mailbox;
        Settings["Mail:ReturnPath"] = "retours@lettre.example";
        Settings["Mail:Returns:Protocol"] = isImap ? "Imap" : "Pop3";
        Settings["Mail:Returns:Host"] = "127.0.0.1";
        Settings["Mail:Returns:Port"] = port.ToString(CultureInfo.InvariantCulture);
        Settings["Mail:Returns:User"] = "retours@lettre.example";
        Settings["Mail:Returns:Interval"] = isImap ? "01:00:00" : "00:00:01";
        if (withPassword)
        {
            Settings["Mail:Returns:Password"] = MailStore.Password;
        }
    }

    /// <summary>The tests' own; not with another server.</summary>
    public MailStore Mailbox => (MailStore)server;

    /// <summary>A dispatch that has gone out.</summary>
    public async Task<Delivery[]> SentAsync(int subscribers)
    {
        var id = await DispatchAsync(subscribers);
        await CompletedAsync(id);
        return await DeliveriesAsync(id);
    }

    /// <summary>Puts a sample about this delivery into the mailbox.</summary>
    public async Task<StoredMail> ReturnAsync(string sample, Delivery about) => Mailbox.Add(await SampleAsync(sample, about));

    public async Task<byte[]> SampleAsync(string sample, Delivery about) =>
        SampleMail.Bytes(sample, await KeysAsync(), about.Id, about.Subscriber.PublicId, about.MessageId);

    public async Task<AddressKeys> KeysAsync() => await Services.GetRequiredService<AddressKeyStore>().GetAsync(default);

    public Task<ReturnedMail[]> ReturnedAsync() => WithDatabaseAsync(db => db.ReturnedMails.AsNoTracking().OrderBy(r => r.Id).ToArrayAsync());

    public Task<Suppression[]> SuppressionsAsync() => WithDatabaseAsync(db => db.Suppressions.AsNoTracking().OrderBy(s => s.Id).ToArrayAsync());

    public Task RecordedAsync(int count) =>
        Eventually.TrueAsync(async () => (await ReturnedAsync()).Length >= count, $"{count} returns are recorded");

    public Task<Subscriber> SubscriberAsync(int id) =>
        WithDatabaseAsync(db => db.Subscribers.AsNoTracking().Include(s => s.ConsentEvents).SingleAsync(s => s.Id == id));

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton(
            new MailboxTimeLimits { FirstPause = TimeSpan.FromMilliseconds(50), LongestPause = TimeSpan.FromMilliseconds(100) }));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await server.DisposeAsync();
    }
}
