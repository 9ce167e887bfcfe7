using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Web.Newsletter.Agenda;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Agenda;

/// <summary>Several dates from one paste: the text is read, what was understood is shown to be corrected, and then added at once.</summary>
[Route(DeskAddresses.PasteDates)]
public class AgendaPasteController(NewsletterContext db, TimeProvider clock) : DeskController(db)
{
    [HttpGet("")]
    public Task<IActionResult> Show(CancellationToken cancellation) =>
        PageAsync(new AgendaPasteForm { CiteId = User.OwnCiteId() }, cancellation);

    [HttpPost("")]
    public async Task<IActionResult> Read(AgendaPasteForm form, CancellationToken cancellation)
    {
        ModelState.Clear();
        if (string.IsNullOrWhiteSpace(form.Text))
        {
            ModelState.AddModelError(nameof(form.Text), "Collez d’abord un agenda : il n’y a rien à lire.");
            return await PageAsync(form, cancellation);
        }

        if (form.Text.Length > AgendaPasteForm.LongestText)
        {
            ModelState.AddModelError(nameof(form.Text), "Ce texte est trop long pour un agenda. Collez-en un passage seulement.");
            return await PageAsync(form, cancellation);
        }

        var read = PastedAgenda.Read(form.Text, ParisTime.Today(clock));
        if (read.Count > AgendaPasteForm.MostRows)
        {
            ModelState.AddModelError(
                nameof(form.Text), $"Il y a là {read.Count} lignes. Collez-en {AgendaPasteForm.MostRows} au plus à la fois.");
            return await PageAsync(form, cancellation);
        }

        var known = await KnownAsync(read, cancellation);
        form.Rows = [.. read.Select(r => AgendaPasteRow.From(r, known.Contains((r.StartsOn, Folding.Fold(r.Title)))))];
        return await PageAsync(form, cancellation);
    }

    [HttpPost("ajout")]
    public async Task<IActionResult> Add(AgendaPasteForm form, CancellationToken cancellation)
    {
        if (!User.MayWriteFor(form.CiteId))
        {
            ModelState.AddModelError(nameof(form.CiteId), "Vous écrivez pour votre Cité seulement.");
        }

        for (var i = 0; i < form.Rows.Count; i++)
        {
            await CheckAsync(form, i, cancellation);
        }

        var wanted = form.Rows.Where(r => r.IsWanted).ToList();
        if (ModelState.IsValid && wanted.Count == 0)
        {
            ModelState.AddModelError("", "Aucun rendez-vous n’est coché : rien n’a été ajouté.");
        }

        if (!ModelState.IsValid)
        {
            return await PageAsync(form, cancellation);
        }

        foreach (var row in wanted)
        {
            row.CiteId = form.CiteId;
            var entry = new AgendaEntry(row.Kind, row.Title!, row.StartsOn!.Value);
            row.ApplyTo(entry, User.IsEditor());
            Db.Agenda.Add(entry);
        }

        await Db.SaveChangesAsync(cancellation);
        var isPast = wanted.Exists(r => (r.EndsOn ?? r.StartsOn) < ParisTime.Today(clock));
        var placed = await PlaceAsync(form.Rows, cancellation);
        return Returned(
            FrenchNumbers.Count(wanted.Count, "rendez-vous est ajouté", "rendez-vous sont ajoutés") + placed, "Index",
            new { controller = "Agenda", periode = isPast ? "tout" : null });
    }

    /// <summary>Makes the issue from which the page was opened carry these dates, those that the agenda had already among them.</summary>
    /// <returns>The end of the sentence that says so.</returns>
    private async Task<string> PlaceAsync(IReadOnlyList<AgendaPasteRow> rows, CancellationToken cancellation)
    {
        if (OpenedFrom.IssueOf(Request) is not { } id || !User.IsEditor()
            || await Db.Issues.Include(i => i.AgendaChoices).FirstOrDefaultAsync(i => i.Id == id, cancellation) is not { IsPublished: false } issue)
        {
            return ".";
        }

        var days = rows.Select(r => r.StartsOn).OfType<DateOnly>().Distinct().ToList();
        var titles = rows.Where(r => r.IsWanted || r.IsKnown).Select(r => (r.StartsOn, Folding.Fold(r.Title ?? ""))).ToHashSet();
        var entries = await Db.Agenda.Where(e => days.Contains(e.StartsOn) && e.IsAccepted && !e.IsMembersOnly).ToListAsync(cancellation);
        entries.FindAll(e => titles.Contains((e.StartsOn, Folding.Fold(e.Title)))).ForEach(e => issue.Choose(e, true));
        await Db.SaveChangesAsync(cancellation);
        return $", dans le numéro {issue.Number} aussi.";
    }

    /// <summary>A row that is not wanted may say anything.</summary>
    private async Task CheckAsync(AgendaPasteForm form, int index, CancellationToken cancellation)
    {
        var (row, prefix) = (form.Rows[index], $"{nameof(form.Rows)}[{index}].");
        if (!row.IsWanted)
        {
            foreach (var key in ModelState.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).ToList())
            {
                ModelState.Remove(key);
            }
        }
        else if (row.StartsOn is not null)
        {
            var zone = await AgendaTimes.ZoneAsync(Db, form.CiteId, cancellation);
            AgendaTimes.Check(row, zone, (field, problem) => ModelState.AddModelError(prefix + field, problem));
        }
    }

    /// <summary>The dates of the agenda on these days, by day and title.</summary>
    private async Task<HashSet<(DateOnly?, string)>> KnownAsync(IReadOnlyList<PastedDate> read, CancellationToken cancellation)
    {
        var days = read.Select(r => r.StartsOn).OfType<DateOnly>().Distinct().ToList();
        var known = await Db.Agenda.Where(e => days.Contains(e.StartsOn)).Select(e => new { e.StartsOn, e.Title }).ToListAsync(cancellation);
        return [.. known.Select(e => ((DateOnly?)e.StartsOn, Folding.Fold(e.Title)))];
    }

    private async Task<IActionResult> PageAsync(AgendaPasteForm form, CancellationToken cancellation) =>
        View("Paste", new AgendaPastePage(form, await Choices.CitesAsync(Db, User, cancellation)));
}

internal sealed record AgendaPastePage(AgendaPasteForm Form, IReadOnlyList<SelectListItem> Cites) : IFormPage<AgendaPasteForm>;
