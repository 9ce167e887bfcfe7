using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Web.Letters;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Auditing;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Subscribers;

/// <summary>Invites a subscriber as a member of a Cité: creates an account and mails a link to choose a password.</summary>
[Authorize(Policy = Policies.Administrator)]
[Route(SubscriberAddresses.Template + "/membre")]
public class MembersController(NewsletterContext db, UserManager<User> users, PasswordMails mails, AuditLog audit) : DeskController(db)
{
    [HttpGet("")]
    public async Task<IActionResult> Show(int id, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) is { } subscriber
            ? await PageAsync(subscriber, new MemberForm { CiteId = subscriber.CiteId }, cancellation)
            : NotFound();

    [HttpPost("")]
    [EnableRateLimiting(RateLimits.Costly)]
    public async Task<IActionResult> Invite(int id, MemberForm form, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } subscriber)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return await PageAsync(subscriber, form, cancellation);
        }

        var user = new User(subscriber.Address, form.Name!, Role.Member, form.CiteId);
        var result = await users.CreateAsync(user);
        if (!result.Succeeded)
        {
            result.Errors.ToList().ForEach(e => ModelState.AddModelError("", e.Description));
            return await PageAsync(subscriber, form, cancellation);
        }

        audit.Add(AuditAction.MemberInvited, AuditEntry.OfSubscriber(id));
        await mails.SendAsync(user, PasswordLinkKind.Invitation, cancellation);
        TempData[PageMessages.SavedKey] = $"Le compte {Named.From(user.DisplayName).Of} est ouvert ; l’invitation part vers {user.Email}.";
        return RedirectToAction(nameof(SubscribersController.Show), "Subscribers", new { id });
    }

    /// <summary>Finds a subscriber who may be written to. Former and unconfirmed ones may not.</summary>
    private Task<Subscriber?> FindAsync(int id, CancellationToken cancellation) =>
        Db.Subscribers.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id && s.State == SubscriberState.Confirmed, cancellation);

    private async Task<IActionResult> PageAsync(Subscriber subscriber, MemberForm form, CancellationToken cancellation) =>
        View("Member", new MemberPage(form, subscriber, await Choices.CitesOrNoneAsync(Db, User, cancellation)));
}

internal sealed record MemberPage(MemberForm Form, Subscriber Subscriber, IReadOnlyList<SelectListItem> Cites) : IFormPage<MemberForm>;

public class MemberForm
{
    [Display(Name = "Nom"), Line(Contact.NameLength, Required = true)]
    public string? Name { get; set; }

    [Display(Name = "Cité")]
    public int? CiteId { get; set; }
}
