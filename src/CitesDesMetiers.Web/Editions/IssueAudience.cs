using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Web.Forms;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Editions;

/// <summary>
/// Whom an issue goes to: those its editor chose. Where the same number is made in several languages, each version goes to those
/// who read its language, and the main one, in French or else the first that was begun, to all others: nobody gets two.
/// </summary>
public sealed class IssueAudience(NewsletterContext db, TimeProvider clock)
{
    private const string MainLanguage = "fr";

    public async Task<Audience> OfAsync(Issue issue, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(issue);
        var others = await VersionsAsync(issue.Number, issue.Id, cancellation);
        if (others.Count == 0)
        {
            return issue.Audience;
        }

        var isMain = issue.Language == MainLanguage || (others.TrueForAll(o => o.Language != MainLanguage) && others.TrueForAll(o => o.Id > issue.Id));
        return isMain
            ? issue.Audience with { ExceptLanguages = $",{string.Join(',', others.Select(o => o.Language))}," }
            : issue.Audience with { Language = issue.Language };
    }

    /// <summary>How many it is now.</summary>
    public Task<int> CountAsync(Audience audience, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(audience);
        return audience.Among(db, ParisTime.Local(clock.GetUtcNow().UtcDateTime).Day).CountAsync(cancellation);
    }

    private async Task<List<(int Id, string Language)>> VersionsAsync(int number, int but, CancellationToken cancellation) =>
        [.. (await db.Issues.Where(i => i.Number == number && i.Id != but).OrderBy(i => i.Id).Select(i => new { i.Id, i.Language }).ToListAsync(cancellation))
            .Select(i => (i.Id, i.Language))];
}
