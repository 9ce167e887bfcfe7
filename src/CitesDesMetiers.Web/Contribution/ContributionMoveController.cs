using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Web.Newsletter.Drafts;
using CitesDesMetiers.Web.Newsletter.Moves;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Contribution;

/// <summary>The form of an arrival or a departure behind a personal link.</summary>
[Route(ContributionAddresses.MovesTemplate)]
public class ContributionMoveController(SentEntryServices services) : SentEntryController<StaffMove, MoveForm>(services)
{
    private protected override EditedKind Kind => EditedKind.Move;

    private protected override IQueryable<StaffMove> SentBy(Invitation invitation) =>
        Db.SentEntries.Where(s => s.InvitationId == invitation.Id && s.Move != null).Select(s => s.Move!);

    private protected override MoveForm ToForm(StaffMove entity) => MoveForm.From(entity);

    private protected override StaffMove Make(MoveForm form) => new(form.Kind, form.Person!, form.Post!, form.CiteId);

    private protected override SentEntry Link(Invitation invitation, StaffMove entity, DateTime now) => new(invitation.Id, entity, now);

    private protected override Task<string?> ApplyAsync(MoveForm form, StaffMove entity, CancellationToken cancellation)
    {
        form.ApplyTo(entity, isEditor: false);
        return Task.FromResult<string?>(null);
    }

    private protected override bool IsAccepted(StaffMove entity) => entity.IsAccepted;

    private protected override string NameOf(StaffMove entity) =>
        $"{(entity.Kind is StaffMoveKind.Arrival ? "l’arrivée" : "le départ")} de « {entity.Person} »";

    private protected override string DeskPath(StaffMove entity) => DeskAddresses.Entry(DeskAddresses.Moves, entity.Id);
}
