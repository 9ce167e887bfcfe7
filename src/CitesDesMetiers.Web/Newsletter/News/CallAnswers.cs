using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.News;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.News;

/// <summary>
/// Links a proposed news item to the open call of its Cité, whichever page it came from. The Cité then counts as having answered, and
/// none of its correspondents is reminded.
/// </summary>
public sealed class CallAnswers(NewsletterContext db, TimeProvider clock)
{
    public async Task AnswerAsync(NewsItem news, CancellationToken cancellation)
    {
        if (news.CiteId is not { } cite)
        {
            return;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var earliest = now - CallForNews.Grace;
        var open = await db.Invitations.Include(i => i.Call)
            .Where(i => i.CiteId == cite && i.RevokedAt == null && i.Call.ClosedAt == null && i.Call.Deadline >= earliest).ToListAsync(cancellation);
        if ((news.CallForNews
            ?? Nearest(open.Select(i => i.Call).Where(c => news.CallForNewsId is null || c.Id == news.CallForNewsId), now)) is not { } call)
        {
            return;
        }

        news.AnswerTo(call);
        foreach (var invitation in open.Where(i => i.CallForNewsId == call.Id))
        {
            invitation.Answer(now);
        }
    }

    /// <summary>The same for a date or a move that was sent by a personal link.</summary>
    public async Task AnswerAsync(Invitation by, CancellationToken cancellation)
    {
        var asked = await db.Invitations
            .Where(i => i.CallForNewsId == by.CallForNewsId && i.CiteId == by.CiteId && i.RevokedAt == null).ToListAsync(cancellation);
        foreach (var invitation in asked)
        {
            invitation.Answer(clock.GetUtcNow().UtcDateTime);
        }
    }

    /// <summary>The call with the next deadline; if all have passed, the one with the latest.</summary>
    private static CallForNews? Nearest(IEnumerable<CallForNews> calls, DateTime now) =>
        calls.OrderBy(c => c.IsLate(now)).ThenBy(c => (c.Deadline - now).Duration()).FirstOrDefault();
}
