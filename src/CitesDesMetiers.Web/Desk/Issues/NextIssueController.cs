using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Desk.Issues.Composition;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>Duplicates an issue as the next one, and opens it.</summary>
[Authorize(Policy = Policies.Editor)]
[Route(IssueAddresses.Template + "/suivant")]
public class NextIssueController(NewsletterContext db, IssueChanges changes) : DeskController(db)
{
    [HttpPost("")]
    public async Task<IActionResult> Create(int issueId, CancellationToken cancellation)
    {
        if (await changes.FindAsync(issueId, cancellation) is not { } issue)
        {
            return NotFound();
        }

        var next = issue.Next();
        Db.Issues.Add(next);
        try
        {
            await Db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException e) when (DatabaseProvider.Of(Db.Database).IsUniqueViolation(e))
        {
            Db.ChangeTracker.Clear();
            return Refused(
                $"Le numéro {next.Number} existe déjà : rien n’a été créé. Ouvrez-le dans cette liste, ou dupliquez le dernier numéro.", "Index",
                new { controller = "Issues" });
        }

        return Done(
            $"Le numéro {next.Number} est créé sur le modèle du numéro {issue.Number}. Choisissez ses nouvelles, puis écrivez ses textes.",
            nameof(CompositionController.Show), new { controller = "Composition", issueId = next.Id });
    }
}
