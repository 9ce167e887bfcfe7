using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Newsletter.Issues;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.App;

/// <summary>Whole issues that may go out, and their approval.</summary>
internal static class SampleIssues
{
    /// <summary>An issue with texts, two news items of the network and nothing to find fault with.</summary>
    public static async Task<int> AddIssueAsync(this SiteFactory site, int number = 7)
    {
        var first = await site.AddNewsAsync(null, $"La première nouvelle du numéro {number}", accepted: true);
        var second = await site.AddNewsAsync(null, $"La seconde nouvelle du numéro {number}", accepted: true);
        var date = await site.AddDateAsync(null, $"La réunion du numéro {number}", new DateOnly(2099, 6, 10));
        return await site.WithDatabaseAsync(async db =>
        {
            var issue = new Issue(number, new DateOnly(2026, 6, 1));
            issue.Announce($"L’essai numéro {number} du réseau", "Une accroche assez longue pour que les messageries la montrent.");
            issue.WriteEditorial("Bonjour,", "Bonjour à toutes et à tous.", "À bientôt,", "Une présidente", "Présidente");
            issue.Choose(await db.Agenda.SingleAsync(e => e.Id == date), include: true);
            var section = issue.AddSection(SectionKind.NetworkNews, "Nouvelles du réseau");
            foreach (var news in await db.News.Where(n => n.Id == first || n.Id == second).OrderBy(n => n.Id).ToListAsync())
            {
                section.Add(news);
            }

            db.Issues.Add(issue);
            await db.SaveChangesAsync();
            return issue.Id;
        });
    }

    public static async Task ApproveAsync(this SiteFactory site, int issueId)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
        var content = await scope.ServiceProvider.GetRequiredService<EditionBuilder>().BuildAsync(issueId, default);
        var issue = await db.Issues.SingleAsync(i => i.Id == issueId);
        issue.Approve(IssueApproval.FingerprintOf(content!), null, "Une relectrice", Samples.Noon);
        await db.SaveChangesAsync();
    }

    public static Task<Issue> IssueAsync(this SiteFactory site, int issueId) =>
        site.WithDatabaseAsync(db => db.Issues.AsNoTracking().SingleAsync(i => i.Id == issueId));
}
