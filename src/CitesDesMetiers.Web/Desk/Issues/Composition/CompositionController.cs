using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Newsletter.News;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Desk.Issues.Composition;

/// <summary>The composer page of an issue, and its order as a whole.</summary>
[Route(IssueAddresses.Template)]
public class CompositionController(NewsletterContext db, IssueChanges changes) : ComposerController(db, changes)
{
    [HttpGet("")]
    public async Task<IActionResult> Show(
        int issueId, PoolFilter filter, [FromServices] CheckedIssues issues, CancellationToken cancellation) =>
        PanelPage.IsAsked(Request) ? View("/Desk/Issues/Returned.cshtml", issueId)
        : await ComposerPage.ReadAsync(Db, issues, issueId, filter, cancellation) is { } page ? View(page)
        : NotFound();

    /// <summary>Saves the whole order that a page shows after a move. An order from an outdated page is refused with 409 and the reason.</summary>
    [HttpPost("ordre")]
    public async Task<IActionResult> Arrange(int issueId, [FromBody] OrderForm? form, CancellationToken cancellation)
    {
        if (form is not { IsComplete: true })
        {
            return BadRequest(new { message = "Cet ordre ne se lit pas : rien n’a changé. Rechargez la page." });
        }

        var outcome = await Changes.ApplyAsync(issueId, Author.Of(User), issue => Arrange(issue, form), cancellation);
        return outcome switch
        {
            ChangeOutcome.Missing => NotFound(),
            ChangeOutcome.Published => Conflict(new { message = GoneMessage }),
            ChangeOutcome.Stale => Conflict(new
            {
                message = "Quelqu’un a modifié ce numéro entre-temps : votre déplacement n’est pas enregistré. "
                    + "Voici l’ordre actuel ; recommencez si besoin.",
            }),
            _ => Json(new { version = (await Changes.FindAsync(issueId, cancellation))!.Version }),
        };
    }

    /// <summary>
    /// Applies the order. An order that is already current is never refused. The page may repeat a request whose response was lost, or
    /// texts and dates may have changed since.
    /// </summary>
    private static void Arrange(Issue issue, OrderForm form)
    {
        if (OrderForm.IsOf(form.Sections, issue))
        {
            return;
        }

        if (form.Version != issue.Version && !OrderForm.IsOf(form.From ?? [], issue))
        {
            throw new StaleIssueException("The page is out of date.");
        }

        issue.Arrange([.. form.Sections.Select(s => new SectionOrder(s.Id, s.Items))]);
    }
}

/// <summary>The order that a page shows.</summary>
/// <param name="Version">Version of the issue that the page loaded.</param>
/// <param name="From">The order that the page loaded.</param>
public sealed record OrderForm(Guid Version, IReadOnlyList<OrderForm.Section> Sections, IReadOnlyList<OrderForm.Section>? From)
{
    public bool IsComplete => Sections is not null && Sections.Concat(From ?? []).All(s => s?.Items is not null);

    public static bool IsOf(IReadOnlyList<Section> order, Issue issue)
    {
        var present = issue.Sections.OrderBy(s => s.Position).Select(s => (s.Id, Items: s.Items.OrderBy(i => i.Position).Select(i => i.Id)));
        return order.Count == issue.Sections.Count
            && order.Zip(present).All(p => p.First.Id == p.Second.Id && p.First.Items.SequenceEqual(p.Second.Items));
    }

    public sealed record Section(int Id, IReadOnlyList<int> Items);
}
