using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Web.Newsletter.Agenda;
using CitesDesMetiers.Web.Newsletter.Drafts;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Contribution;

/// <summary>The form of a date behind a personal link.</summary>
[Route(ContributionAddresses.DatesTemplate)]
public class ContributionDateController(SentEntryServices services) : SentEntryController<AgendaEntry, AgendaForm>(services)
{
    private protected override EditedKind Kind => EditedKind.Date;

    private protected override IQueryable<AgendaEntry> SentBy(Invitation invitation) =>
        Db.SentEntries.Where(s => s.InvitationId == invitation.Id && s.Date != null).Select(s => s.Date!);

    private protected override AgendaForm ToForm(AgendaEntry entity) => AgendaForm.From(entity);

    private protected override AgendaEntry Make(AgendaForm form) => new(form.Kind, form.Title!, form.StartsOn!.Value);

    private protected override SentEntry Link(Invitation invitation, AgendaEntry entity, DateTime now) => new(invitation.Id, entity, now);

    private protected override async Task<string?> ApplyAsync(AgendaForm form, AgendaEntry entity, CancellationToken cancellation)
    {
        var remark = AgendaTimes.Check(form, await AgendaTimes.ZoneAsync(Db, form.CiteId, cancellation), ModelState.AddModelError);
        form.ApplyTo(entity, isEditor: false);
        return remark;
    }

    private protected override bool IsAccepted(AgendaEntry entity) => entity.IsAccepted;

    private protected override string NameOf(AgendaEntry entity) => $"le rendez-vous « {entity.Title} »";

    private protected override string DeskPath(AgendaEntry entity) => DeskAddresses.Entry(DeskAddresses.Agenda, entity.Id);
}
