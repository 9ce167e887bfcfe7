using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace CitesDesMetiers.Web.Site.Subscription.Managing;

public class LinkRequestForm
{
    [Display(Name = "Votre adresse électronique")]
    public string? Address { get; set; }
}

/// <summary>Requests a link to a subscription by address. The response is the same for every valid address.</summary>
[AllowAnonymous]
[TokenPage]
[Route(SubscriptionAddresses.LinkRequest)]
public class LinkRequestController(NewsletterContext db, AccessLinks links, SignUpLimits limits) : Controller
{
    [AcceptVerbs("GET", "HEAD", Route = "")]
    public IActionResult Ask() => View(new LinkRequestForm());

    [HttpPost("")]
    [EnableRateLimiting(RateLimits.PublicForm)]
    public async Task<IActionResult> Ask(LinkRequestForm form, CancellationToken cancellation)
    {
        if (!EmailAddress.TryParse(form.Address, out var address, out var fault))
        {
            ModelState.AddModelError(nameof(form.Address), "Votre adresse électronique\u00A0: " + AddressFaults.Explain(fault.Value));
            return View(form);
        }

        if (!limits.AllowLink(address.Domain))
        {
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            ModelState.AddModelError(
                "", "Beaucoup de demandes arrivent en ce moment, et nous les limitons. Revenez dans une heure et envoyez de nouveau le formulaire.");
            return View(form);
        }

        await links.AnswerAsync(address, cancellation);
        return RedirectToAction(nameof(Requested));
    }

    [AcceptVerbs("GET", "HEAD", Route = "demande")]
    public async Task<IActionResult> Requested(CancellationToken cancellation) => View(await db.NewsletterSettingsAsync(cancellation));

    [AcceptVerbs("GET", "HEAD", Route = "efface")]
    public async Task<IActionResult> Erased(CancellationToken cancellation) => View(await db.NewsletterSettingsAsync(cancellation));
}
