using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Web.Letters;
using CitesDesMetiers.Web.Newsletter.Calls;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CitesDesMetiers.Web.Desk.Calls;

/// <summary>Creates, shows and closes calls for news.</summary>
[Route(DeskAddresses.Calls)]
[Authorize(Policy = Policies.Editor)]
public class CallsController(NewsletterContext db, CallMailer mailer, TimeProvider clock) : DeskController(db)
{
    /// <summary>A call with the same name within this time is treated as a repeated request.</summary>
    private static readonly TimeSpan DoublePress = TimeSpan.FromHours(1);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    [HttpGet("")]
    public async Task<IActionResult> Index([FromQuery(Name = "annee")] int? year, CancellationToken cancellation)
    {
        var current = ParisTime.Today(clock).Year;
        return View(await CallsPage.ReadAsync(Db, Math.Clamp(year ?? current, 2000, current), Now, cancellation));
    }

    [HttpGet("ajout")]
    public async Task<IActionResult> New(CancellationToken cancellation)
    {
        var cites = await Db.CitesToAskAsync(cancellation);
        return await FormAsync(await SuggestAsync(cites.SelectMany(c => c.People).Select(p => p.Id), cancellation), null, cancellation);
    }

    [HttpPost("ajout")]
    public async Task<IActionResult> Create(CallForm form, CancellationToken cancellation)
    {
        var deadline = form.ReadDeadline(ModelState, Now);
        if (form.UserIds.Length == 0)
        {
            ModelState.AddModelError(nameof(form.UserIds), "Correspondants : choisissez-en au moins un.");
        }

        if (!ModelState.IsValid)
        {
            return await FormAsync(form, null, cancellation);
        }

        var inputs = await mailer.PrepareAsync(cancellation);
        var (id, asked) = await Db.Database.CreateExecutionStrategy().ExecuteAsync(() => OpenAsync(form, deadline!.Value, inputs, cancellation));
        mailer.Wake();
        return asked < 0
            ? Done("Cet appel est déjà ouvert : personne n’a été sollicité deux fois.", nameof(Board), new { id })
            : Done($"L’appel est ouvert : {asked} message{(asked > 1 ? "s partent" : " part")}.{form.Remark}", nameof(Board), new { id });
    }

    [HttpGet("{id:int}")]
    public async Task<IActionResult> Board(int id, CancellationToken cancellation) =>
        await CallBoard.ReadAsync(Db, id, Now, cancellation) is { } board ? View(board) : NotFound();

    [HttpGet("{id:int}/modification")]
    public async Task<IActionResult> Edit(int id, CancellationToken cancellation) =>
        await Db.CallsForNews.FindAsync([id], cancellation) is { } call ? await FormAsync(CallForm.From(call), call, cancellation) : NotFound();

    [HttpPost("{id:int}/modification")]
    public async Task<IActionResult> Update(int id, CallForm form, CancellationToken cancellation)
    {
        if (await Db.CallsForNews.FindAsync([id], cancellation) is not { } call)
        {
            return NotFound();
        }

        if (form.ReadDeadline(ModelState, Now, call.Deadline) is not { } deadline || !ModelState.IsValid)
        {
            return await FormAsync(form, call, cancellation);
        }

        call.Describe(form.Subject!, form.Message, deadline);
        Db.Expect(call, form.Version);
        return await SaveAsync(
            form,
            async () => await Db.CallsForNews.FindAsync([id], cancellation) is { } stored ? CallForm.From(stored) : null,
            () => Done(
                "C’est enregistré. Ceux qui ont déjà le message verront la nouvelle date en ouvrant leur lien." + form.Remark, nameof(Board),
                new { id }),
            async () => await FormAsync(form, await Db.CallsForNews.FindAsync([id], cancellation), cancellation),
            cancellation);
    }

    [HttpPost("{id:int}/cloture")]
    public Task<IActionResult> Close(int id, CancellationToken cancellation) =>
        ChangeAsync(id, call => call.Close(Now), "L’appel est clos : les liens n’ouvrent plus le formulaire.", cancellation);

    [HttpPost("{id:int}/reouverture")]
    public Task<IActionResult> Reopen(int id, CancellationToken cancellation) =>
        ChangeAsync(id, call => call.Reopen(), "L’appel est rouvert.", cancellation);

    private async Task<IActionResult> ChangeAsync(int id, Action<CallForNews> verb, string outcome, CancellationToken cancellation)
    {
        if (await Db.CallsForNews.FindAsync([id], cancellation) is not { } call)
        {
            return NotFound();
        }

        verb(call);
        await Db.SaveChangesAsync(cancellation);
        return Done(outcome, nameof(Board), new { id });
    }

    /// <summary>Saves the call, its invitations and their mails in one transaction. Returns -1 if the same call was just opened.</summary>
    private Task<(int Id, int Asked)> OpenAsync(CallForm form, DateTime deadline, CallMailInputs inputs, CancellationToken cancellation) =>
        DatabaseProvider.Of(Db.Database).SerializableAsync(
            Db.Database, transaction => OpenAsync(form, deadline, inputs, transaction, cancellation), cancellation);

    private async Task<(int Id, int Asked)> OpenAsync(
        CallForm form, DateTime deadline, CallMailInputs inputs, IDbContextTransaction transaction, CancellationToken cancellation)
    {
        Db.ChangeTracker.Clear();
        var (now, subject) = (Now, form.Subject!.Trim());
        var since = now - DoublePress;
        if (await Db.CallsForNews.FirstOrDefaultAsync(
            c => c.Subject == subject && c.OpenedAt > since && c.ClosedAt == null, cancellation) is { } twin)
        {
            return (twin.Id, -1);
        }

        var call = new CallForNews(subject, form.Message, deadline, now);
        Db.Add(call);
        var invitations = await Db.InviteAsync(call, form.UserIds, cancellation);
        Db.ChangeTracker.DetectChanges();
        var asked = 0;
        foreach (var invitation in invitations)
        {
            if (await mailer.EnqueueAsync(call, invitation, CallOccasion.Opening, inputs, cancellation))
            {
                invitation.MarkAsked(now);
                asked++;
            }
        }

        await Db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return (call.Id, asked);
    }

    /// <summary>Suggests a call for the next issue, with a deadline two weeks before its date.</summary>
    private async Task<CallForm> SuggestAsync(IEnumerable<int> everybody, CancellationToken cancellation)
    {
        var today = ParisTime.Today(clock);
        var next = await Db.Issues.Where(i => i.PublishedAt == null && i.Date >= today).OrderBy(i => i.Number)
            .Select(i => new { i.Number, i.Date, Period = i.PeriodLabel ?? FrenchDates.Month(i.Date) }).FirstOrDefaultAsync(cancellation);
        var early = next?.Date.AddDays(-14);
        return new CallForm
        {
            Subject = next is null ? null : $"Numéro {next.Number}, {next.Period}",
            Day = early > today ? early : today.AddDays(21),
            UserIds = [.. everybody],
        };
    }

    private async Task<IActionResult> FormAsync(CallForm form, CallForNews? call, CancellationToken cancellation) =>
        View("Form", new CallFormPage(form, call, call is null ? await Db.CitesToAskAsync(cancellation) : []));
}
