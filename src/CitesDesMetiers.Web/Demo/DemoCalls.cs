using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.News;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Demo;

/// <summary>The call for the issue in preparation: some correspondents have answered, one has no news, two have not answered.</summary>
/// <param name="OpenedDaysAgo">Days before today.</param>
internal sealed record DemoCall(int Issue, int OpenedDaysAgo, string Message, IReadOnlyList<DemoAsked> Asked);

/// <summary>One correspondent of the call. Days count from its opening.</summary>
/// <param name="Account">Address of the account.</param>
/// <param name="News">File names of the news they sent.</param>
internal sealed record DemoAsked(
    string Account, IReadOnlyList<string>? News = null, int? AnsweredAfter = null, int? NothingAfter = null, int? RemindedAfter = null);

internal sealed class DemoCalls(NewsletterContext db, DemoContent content, DemoCalendar calendar, DateTime now)
{
    public async Task OpenAsync(IReadOnlyDictionary<string, int> news, CancellationToken cancellation)
    {
        var source = content.Call;
        var addresses = source.Asked.Select(a => a.Account).ToList();
        var users = await db.Users.Where(u => addresses.Contains(u.Email!)).ToDictionaryAsync(u => u.Email!, cancellation);
        if (users.Count == 0)
        {
            return;
        }

        var opened = now.AddDays(-source.OpenedDaysAgo);
        var call = new CallForNews(
            $"Numéro {source.Issue}, {FrenchDates.Month(calendar.DateOf(source.Issue))}", source.Message, DeadlineOf(source), opened);
        db.CallsForNews.Add(call);
        foreach (var asked in source.Asked.Where(a => users.ContainsKey(a.Account)))
        {
            var user = users[asked.Account];
            Answer(call.Invite(user.Id, user.CiteId!.Value), asked, opened);
            foreach (var name in asked.News ?? [])
            {
                Attach(call, await db.News.SingleAsync(n => n.Id == news[name], cancellation), user, asked, opened);
            }
        }

        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Ten days before the issue, but at least four days from now, so that the call is always open.</summary>
    private DateTime DeadlineOf(DemoCall source)
    {
        var before = calendar.DateOf(source.Issue).AddDays(-10);
        var soon = DateOnly.FromDateTime(now).AddDays(4);
        return ParisTime.ToUtc(before > soon ? before : soon, new TimeOnly(18, 0))!.Value;
    }

    private static void Answer(Invitation invitation, DemoAsked asked, DateTime opened)
    {
        invitation.MarkAsked(opened);
        if (asked.RemindedAfter is { } reminded)
        {
            invitation.MarkReminded(opened.AddDays(reminded));
        }

        if (asked.NothingAfter is { } nothing)
        {
            invitation.SayNothing(opened.AddDays(nothing));
        }

        if (asked.AnsweredAfter is { } answered)
        {
            invitation.Answer(opened.AddDays(answered));
        }
    }

    private static void Attach(CallForNews call, NewsItem item, User author, DemoAsked asked, DateTime opened)
    {
        item.AnswerTo(call);
        if (item.State is NewsState.Submitted && asked.AnsweredAfter is { } answered)
        {
            item.Record(NewsEventKind.Submitted, opened.AddDays(answered), author.Id, author.DisplayName);
        }
    }
}
