using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Issues.Links;

/// <param name="Pending">The number of links that are not checked yet.</param>
/// <param name="CheckedAt">In UTC: the time of the oldest check.</param>
public sealed record LinkSummary(int Total, int Pending, DateTime? CheckedAt);

/// <summary>Checks the links of open issues. Several instances may run at once: each link is checked once a day.</summary>
public sealed class LinkChecker(
    NewsletterContext db, EditionBuilder builder, LinkVisitor visitor, LinkLimits limits, IOptions<SiteOptions> site, TimeProvider clock)
{
    private const int Batch = 20;

    /// <summary>The time after which a link is checked again.</summary>
    private static readonly TimeSpan CheckInterval = TimeSpan.FromDays(1);

    /// <summary>The time after which a claim without a result counts as abandoned by a crashed instance.</summary>
    private static readonly TimeSpan ClaimTimeout = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Finds new links and checks those that are due.</summary>
    /// <returns>The number of links checked.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var urls = await FindAsync(cancellation);
        var hashes = urls.Select(LinkHash.Of).ToList();
        await AddMissingAsync(urls, cancellation);
        var forgotten = Now - KeptFor;
        await db.LinkChecks.Where(l => l.CheckedAt < forgotten && !hashes.Contains(l.UrlHash)).ExecuteDeleteAsync(cancellation);

        var checkedCount = 0;
        while (await ClaimAsync(hashes, cancellation) is { Count: > 0 } claimed)
        {
            await CheckAsync(claimed, cancellation);
            checkedCount += claimed.Count;
        }

        return checkedCount;
    }

    /// <summary>Schedules a new check of all links of this content. The previous results stay until then.</summary>
    public async Task AskAgainAsync(EditionContent content, CancellationToken cancellation)
    {
        var urls = IssueLinks.Of(content, site.Value);
        await AddMissingAsync(urls, cancellation);
        var hashes = urls.Select(LinkHash.Of).ToList();
        var justNow = Now.AddSeconds(-30);
        await db.LinkChecks.Where(l => hashes.Contains(l.UrlHash) && l.CheckedAt < justNow)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.CheckedAt, (DateTime?)null), cancellation);
    }

    public async Task<LinkSummary> SummaryAsync(EditionContent content, CancellationToken cancellation)
    {
        var hashes = IssueLinks.Of(content, site.Value).Select(LinkHash.Of).ToList();
        var known = await db.LinkChecks.Where(l => hashes.Contains(l.UrlHash)).Select(l => new { l.State, l.CheckedAt }).ToListAsync(cancellation);
        var seen = known.FindAll(l => l.CheckedAt is not null && l.State is not LinkState.Waiting);
        return new(hashes.Count, hashes.Count - seen.Count, seen.Min(l => l.CheckedAt));
    }

    private async Task<List<string>> FindAsync(CancellationToken cancellation)
    {
        List<string> urls = [];
        foreach (var id in await db.Issues.Where(i => i.PublishedAt == null).Select(i => i.Id).ToListAsync(cancellation))
        {
            if (await builder.BuildAsync(id, cancellation) is { } content)
            {
                urls.AddRange(IssueLinks.Of(content, site.Value));
            }
        }

        return [.. urls.Distinct(StringComparer.Ordinal)];
    }

    private async Task AddMissingAsync(IReadOnlyList<string> urls, CancellationToken cancellation)
    {
        var hashes = urls.Select(LinkHash.Of).ToList();
        var known = (await db.LinkChecks.Where(l => hashes.Contains(l.UrlHash)).Select(l => l.UrlHash).ToListAsync(cancellation)).ToHashSet();
        db.LinkChecks.AddRange(urls.Select(url => new LinkCheck(url, LinkHash.Of(url))).Where(l => !known.Contains(l.UrlHash)));
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException e) when (DatabaseProvider.Of(db.Database).IsUniqueViolation(e))
        {
            // Another instance inserted the same links. The next run adds any that are still missing.
        }

        db.ChangeTracker.Clear();
    }

    /// <summary>Claims due links by comparing and setting the time of their claim, so that no two instances hold the same link.</summary>
    private async Task<List<LinkCheck>> ClaimAsync(List<string> hashes, CancellationToken cancellation)
    {
        var now = Now;
        var (old, abandoned) = (now - CheckInterval, now - ClaimTimeout);
        var due = await db.LinkChecks.AsNoTracking()
            .Where(l => hashes.Contains(l.UrlHash)
                && (l.CheckedAt == null || l.CheckedAt < old || (l.State == LinkState.Waiting && l.CheckedAt < abandoned)))
            .OrderBy(l => l.Id).Take(Batch).ToListAsync(cancellation);
        List<LinkCheck> claimed = [];
        foreach (var link in due)
        {
            var (id, seen) = (link.Id, link.CheckedAt);
            if (await db.LinkChecks.Where(l => l.Id == id && l.CheckedAt == seen)
                .ExecuteUpdateAsync(set => set.SetProperty(l => l.CheckedAt, now), cancellation) == 1)
            {
                claimed.Add(link);
            }
        }

        return claimed;
    }

    private async Task CheckAsync(List<LinkCheck> claimed, CancellationToken cancellation)
    {
        var verdicts = new LinkVerdict[claimed.Count];
        await Parallel.ForAsync(
            0, claimed.Count, new ParallelOptions { MaxDegreeOfParallelism = limits.MaxParallel, CancellationToken = cancellation },
            async (i, stop) => verdicts[i] = await visitor.VisitAsync(claimed[i].Url, stop));
        var now = Now;
        for (var i = 0; i < claimed.Count; i++)
        {
            var (id, verdict) = (claimed[i].Id, verdicts[i]);
            await db.LinkChecks.Where(l => l.Id == id).ExecuteUpdateAsync(
                set => set.SetProperty(l => l.State, verdict.State).SetProperty(l => l.Status, verdict.Status).SetProperty(l => l.CheckedAt, now),
                cancellation);
        }
    }
}
