using System.Text.RegularExpressions;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Copies;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Site.Subscription;

/// <summary>Subscribers and the links they hold.</summary>
internal static class OwnLinks
{
    public const string Jeanne = "jeanne@example.org";

    public static ValueTask<AddressKeys> KeysAsync(this SmtpSite site) => site.Services.GetRequiredService<AddressKeyStore>().GetAsync(default);

    /// <summary>Adds a confirmed subscriber; gives the path at the foot of each of their mails.</summary>
    public static async Task<string> SubscribedAsync(this SmtpSite site, string address = Jeanne)
    {
        var keys = await site.KeysAsync();
        var reader = SampleNewsletter.Reader(address, keys);
        await site.WithDatabaseAsync(async db =>
        {
            db.Subscribers.Add(reader);
            await db.SaveChangesAsync();
        });
        return "/abonnement/" + keys.ManageToken(reader.PublicId);
    }

    public static DeskClient Visitor(this SmtpSite site) => new(site.CreateSiteClient());

    /// <summary>Asks for a link by address and gives its path.</summary>
    public static async Task<string> AskForLinkAsync(this SmtpSite site, DeskClient visitor, string address = Jeanne)
    {
        var before = site.Relay.Mails.Count;
        await visitor.SubmitAsync("/abonnement", new() { ["Address"] = address });
        return PathIn(await site.MailAsync(before + 1), "/abonnement/acces/");
    }

    /// <summary>Waits for that many mails and gives the last.</summary>
    public static async Task<ReceivedMail> MailAsync(this SmtpSite site, int count)
    {
        await Eventually.TrueAsync(() => site.Relay.Mails.Count >= count, $"{count} mails have come");
        return site.Relay.Mails.ElementAt(count - 1);
    }

    /// <summary>Waits until every mail that was queued has left.</summary>
    public static Task EverythingLeftAsync(this SmtpSite site) =>
        Eventually.TrueAsync(() => site.WithDatabaseAsync(async db => !await db.OutgoingMails.AnyAsync()), "nothing waits to leave");

    public static async Task SuppressAsync(this SmtpSite site, string address, SuppressionReason reason)
    {
        var key = (await site.KeysAsync()).KeyOf(EmailAddress.Parse(address));
        await site.WithDatabaseAsync(async db =>
        {
            db.Suppressions.Add(new Suppression(key, reason, DateTime.UtcNow));
            await db.SaveChangesAsync();
        });
    }

    public static string PathIn(ReceivedMail mail, string start) =>
        Regex.Match(TextOf(mail), $"https://lettre\\.example({Regex.Escape(start)}[A-Za-z0-9_-]{{43}})").Groups[1].Value;

    public static string TextOf(ReceivedMail mail) => MimeKit.MimeMessage.Load(new MemoryStream(MessageTests.Unstuffed(mail.Raw))).TextBody!;

    public static Task<Subscriber> SubscriberAsync(this SmtpSite site, string address = Jeanne) =>
        site.WithDatabaseAsync(
            db => db.Subscribers.AsNoTracking().Include(s => s.ConsentEvents).Include(s => s.Themes).SingleAsync(s => s.Address == address));

    public static Task<int[]> AddThemesAsync(this SmtpSite site, params string[] names) =>
        site.WithDatabaseAsync(async db =>
        {
            var themes = names.Select(n => new Theme(n, n.ToLowerInvariant())).ToList();
            db.AddRange(themes);
            await db.SaveChangesAsync();
            return themes.Select(t => t.Id).ToArray();
        });

    /// <summary>All that a request could change, in one line.</summary>
    public static Task<string> StateAsync(this SmtpSite site) =>
        site.WithDatabaseAsync(async db =>
            string.Join(' ', await db.Subscribers.OrderBy(s => s.Id).Select(s => s.Version).ToListAsync())
            + $" {await db.ConsentEvents.CountAsync()} {await db.Suppressions.CountAsync()} {await db.AuditEntries.CountAsync()} {await db.OutgoingMails.CountAsync()}");
}
