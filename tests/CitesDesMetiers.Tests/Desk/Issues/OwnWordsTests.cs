using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Site;
using CitesDesMetiers.Web.Newsletter.Issues;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Desk.Issues;

/// <summary>Where the editors' own words stand for those that the site composes: the months of an issue, the sentence of a move.</summary>
public sealed class OwnWordsTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private SiteFactory site = null!;
    private DeskClient desk = null!;
    private int issue;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        desk = await DeskClient.SignInAsync(site, Role.Editor);
        issue = await site.AddIssueAsync();
    }

    public ValueTask DisposeAsync()
    {
        desk.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task An_issue_of_two_months_says_so_wherever_it_is_named()
    {
        await desk.SubmitAsync($"/redaction/numeros/{issue}/textes", new() { ["PeriodLabel"] = "juin-juillet 2026" });

        var list = await desk.GetAsync("/redaction/numeros");
        Assert.Contains("juin-juillet 2026", list.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        var edition = await FreezeAsync();
        Assert.Equal("7-juin-juillet-2026", edition.Slug);
        Assert.Contains(">Juin-juillet 2026<", edition.MailHtml, StringComparison.Ordinal);
        Assert.Contains("\nJuin-juillet 2026\n", edition.MailText, StringComparison.Ordinal);
        foreach (var page in new[] { "/numeros", $"/numeros/{edition.Slug}", "/" })
        {
            Assert.Contains("juin-juillet 2026", await site.TextAsync(page), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_label_changed_after_approval_voids_it()
    {
        await site.ApproveAsync(issue);

        await desk.SubmitAsync($"/redaction/numeros/{issue}/textes", new() { ["PeriodLabel"] = "juin-juillet 2026" });

        Assert.NotEqual(await FingerprintAsync(), (await site.IssueAsync(issue)).ApprovedContent);
    }

    [Fact]
    public async Task A_move_says_what_the_editors_wrote_instead_of_post_day_and_successor()
    {
        var cite = await site.AddCiteAsync("Cité de Charleroi", "charleroi");
        var move = await site.AddMoveAsync(cite, "Ada Blanc");
        await desk.SubmitAsync(
            $"/redaction/arrivees-departs/{move}",
            new() { ["ReplacedBy"] = "Paul Noir", ["Wording"] = "part à la retraite après vingt ans au service du réseau." });
        await site.WithDatabaseAsync(async db =>
        {
            var opened = await db.Issues.Include(i => i.Sections).SingleAsync(i => i.Id == issue, Cancel);
            opened.AddSection(SectionKind.StaffMoves, "Arrivées et départs").Add(await db.StaffMoves.SingleAsync(m => m.Id == move, Cancel));
            await db.SaveChangesAsync(Cancel);
        });

        var edition = await FreezeAsync();

        const string Said = "Ada Blanc part à la retraite après vingt ans au service du réseau.";
        var page = (await desk.GetAsync($"/numeros/{edition.Slug}")).Body!.TextContent;
        foreach (var text in new[] { page, edition.MailText.ReplaceLineEndings(" ") })
        {
            Assert.Contains(Said, text, StringComparison.Ordinal);
            Assert.DoesNotContain("Conseillère", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Paul Noir", text, StringComparison.Ordinal);
        }

        Assert.Contains(Said, (await desk.GetAsync("/cites/charleroi")).Body!.TextContent, StringComparison.Ordinal);

        Assert.Contains("</strong> part à la retraite", edition.MailHtml, StringComparison.Ordinal);
    }

    private async Task<Edition> FreezeAsync()
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Publisher>().FreezeAsync(issue, Samples.Noon, Cancel);
    }

    private async Task<string> FingerprintAsync()
    {
        await using var scope = site.Services.CreateAsyncScope();
        return IssueApproval.FingerprintOf((await scope.ServiceProvider.GetRequiredService<EditionBuilder>().BuildAsync(issue, Cancel))!);
    }
}
