using System.Net.Mime;
using System.Text;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Newsletter.Documents;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Auditing;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Confirmation;
using CitesDesMetiers.Web.Ui.Forms;
using CitesDesMetiers.Web.Ui.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace CitesDesMetiers.Web.Desk.Subscribers;

/// <summary>The subscribers, for administrators only: search, details with the proof of consent, and erasure on request.</summary>
[Authorize(Policy = Policies.Administrator)]
[Route(DeskAddresses.Subscribers)]
public class SubscribersController(NewsletterContext db, ConsentProof proof, Erasure erasure, AuditLog audit) : DeskController(db)
{
    private const string AlreadyErased = "Cet abonné n’existe plus : ses données ont été effacées entre-temps.";

    [HttpGet("")]
    public async Task<IActionResult> Index([FromQuery] SubscriberFilter filter, CancellationToken cancellation)
    {
        var rows = await filter.ReadAsync(
            filter.Apply(Db), SubscriberFilter.Columns,
            s => new SubscriberRow(s.Id, s.Address, s.State, s.Language, s.Cite!.Name, s.Organisation, s.CreatedAt, s.PausedUntil), cancellation,
            Db.Subscribers);
        return View(new CiteListPage<SubscriberFilter, SubscriberRow>(filter, rows, await Choices.CitesAsync(Db, User, cancellation)));
    }

    [HttpGet("{id:int}")]
    public async Task<IActionResult> Show(int id, CancellationToken cancellation) =>
        await SubscriberPage.ReadAsync(Db, id, cancellation) is { } page ? View(page) : Done(AlreadyErased, nameof(Index));

    /// <summary>The signed proofs. It is a POST, because the journal records it.</summary>
    [HttpPost("{id:int}/preuve")]
    [EnableRateLimiting(RateLimits.Costly)]
    public async Task<IActionResult> Proof(int id, CancellationToken cancellation)
    {
        if (await proof.WriteAsync(id, User.DisplayName(), cancellation) is not { } text)
        {
            return Done(AlreadyErased, nameof(Index));
        }

        audit.Add(AuditAction.ProofExported, AuditEntry.OfSubscriber(id));
        await Db.SaveChangesAsync(cancellation);
        return File(Encoding.UTF8.GetBytes(text), MediaTypeNames.Text.Plain + "; charset=utf-8", $"preuve-abonne-{id}.txt");
    }

    [HttpGet("{id:int}/effacement")]
    public async Task<IActionResult> Erase(int id, CancellationToken cancellation) =>
        await SubscriberPage.ReadAsync(Db, id, cancellation) is { } page
            ? View(page with { NamedIn = await Mentions.OfAsync(Db, page.Subscriber.Address, cancellation) })
            : Done(AlreadyErased, nameof(Index));

    [HttpPost("{id:int}/effacement")]
    [FreshSignIn]
    public async Task<IActionResult> ConfirmErase(int id, CancellationToken cancellation) =>
        Done(
            await erasure.EraseAsync(id, by: null, cancellation)
                ? "Les données de cet abonné sont effacées. Il ne recevra plus rien, et lui seul peut se réabonner."
                : AlreadyErased,
            nameof(Index));
}
