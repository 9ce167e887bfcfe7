using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Smtp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Desk.Dispatches;

/// <summary>A site with a relay, and what its tests do with dispatches.</summary>
internal static class DispatchDesk
{
    public static string PathOf(int dispatch) => $"/redaction/envois/{dispatch}";

    /// <summary>The relay refuses those whose number the rule takes, with its answer; one after the other, so that none stops the dispatch.</summary>
    public static void Refuse(this SmtpSite site, Func<int, string?> answerTo) =>
        site.Relay.Script = (moment, argument) => Task.FromResult(moment is SmtpMoment.Recipient ? answerTo(NumberOf(argument)) : null);

    /// <returns>The number of a reader; 0 for accounts, whose addresses have longer ones.</returns>
    public static int NumberOf(string address)
    {
        var digits = string.Concat(address.TakeWhile(c => c != '@').Where(char.IsAsciiDigit));
        return int.TryParse(digits, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    /// <summary>Figures by their names, as the page shows them.</summary>
    public static async Task<Dictionary<string, int>> FiguresAsync(this DeskClient desk, int dispatch)
    {
        var page = await desk.GetAsync(PathOf(dispatch));
        return page.QuerySelectorAll("[data-figure]").ToDictionary(
            f => f.GetAttribute("data-figure")!,
            f =>
                int.Parse(
                    f.QuerySelector("dd")!.TextContent.Replace("\u202F", "", StringComparison.Ordinal),
                    System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>The page's figures are those of the rows, and add up.</summary>
    public static async Task AddsUpAsync(this SmtpSite site, DeskClient desk, int dispatch)
    {
        var figures = await desk.FiguresAsync(dispatch);
        var rows = (await site.DeliveriesAsync(dispatch)).CountBy(d => d.State).ToDictionary();
        foreach (var state in (DeliveryState[])
            [
                DeliveryState.Sent, DeliveryState.Failed, DeliveryState.Bounced, DeliveryState.Uncertain, DeliveryState.Suppressed,
                DeliveryState.Cancelled, DeliveryState.Deferred
            ])
        {
            Assert.Equal(rows.GetValueOrDefault(state), figures[state.ToString()]);
        }

        Assert.Equal(rows.Values.Sum(), figures["Audience"]);
        Assert.Equal(
            figures["Audience"],
            figures["Remaining"] + figures["Sent"] + figures["Failed"] + figures["Bounced"] + figures["Uncertain"] + figures["Suppressed"]
                + figures["Cancelled"]);
    }

    public static async Task<string> SaidAsync(this DeskClient desk, HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return (await desk.GetAsync(answer.Headers.Location!.OriginalString)).QuerySelector(".error-summary, [role=status]")!.TextContent;
    }

    public static async Task LeaveAsync(this SmtpSite site, string address) =>
        await site.WithDatabaseAsync(async db =>
        {
            var leaving = await db.Subscribers.SingleAsync(s => s.Address == address);
            leaving.Unsubscribe(
                new ConsentEvent(ConsentKind.Withdrawn, ConsentSource.OneClick, DateTime.UtcNow, leaving.Address, "fr", "-", "1", "1"));
            await db.SaveChangesAsync();
        });

    public static async Task SuppressAsync(this SmtpSite site, string address)
    {
        var keys = await site.Services.GetRequiredService<AddressKeyStore>().GetAsync(default);
        await site.WithDatabaseAsync(async db =>
        {
            db.Suppressions.Add(new Suppression(keys.KeyOf(EmailAddress.Parse(address)), SuppressionReason.Bounce, DateTime.UtcNow));
            await db.SaveChangesAsync();
        });
    }

    public static async Task JoinAsync(this SmtpSite site, string address)
    {
        var keys = await site.Services.GetRequiredService<AddressKeyStore>().GetAsync(default);
        await site.WithDatabaseAsync(async db =>
        {
            db.Subscribers.Add(SampleNewsletter.Reader(address, keys));
            await db.SaveChangesAsync();
        });
    }

    public static Task<DeskClient> EditorAsync(this SiteFactory site, bool maySend = true) =>
        DeskClient.SignInAsync(site, Role.Editor, maySend: maySend);
}
