using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Web.Database;
using CitesDesMetiers.Web.Forms;
using CitesDesMetiers.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Features.Subscription;

/// <summary>The sign-up form. Every address that can be written to gets the same answer.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public class SubscriptionController(NewsletterContext db, SignUp signUp, FormStamp stamps, SignUpLimits limits) : Controller
{
    [HttpGet("/inscription")]
    public async Task<IActionResult> SignUp(CancellationToken cancellation) =>
        Page(new SignUpForm { Stamp = stamps.Draw() }, await db.NewsletterSettingsAsync(cancellation));

    [HttpPost("/inscription")]
    [EnableRateLimiting(RateLimits.PublicForm)]
    public async Task<IActionResult> SignUp(SignUpForm form, CancellationToken cancellation)
    {
        var settings = await db.NewsletterSettingsAsync(cancellation);
        if (!EmailAddress.TryParse(form.Address, out var address, out var fault))
        {
            ModelState.AddModelError(nameof(form.Address), "Votre adresse électronique\u00A0: " + AddressFaults.Explain(fault.Value));
        }

        CheckStamp(form);
        if (!ModelState.IsValid)
        {
            return Page(form, settings);
        }

        if (!limits.Allow(address.Domain))
        {
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }

        if (string.IsNullOrEmpty(form.Website))
        {
            await signUp.RequestAsync(address, form.Organisation, settings, cancellation);
        }

        return RedirectToAction(nameof(Requested));
    }

    [HttpGet("/inscription/merci")]
    public async Task<IActionResult> Requested(CancellationToken cancellation) => View(await db.NewsletterSettingsAsync(cancellation));

    [HttpGet("/inscription/bienvenue")]
    public async Task<IActionResult> Welcome(CancellationToken cancellation) => View(await db.NewsletterSettingsAsync(cancellation));

    private void CheckStamp(SignUpForm form)
    {
        switch (stamps.AgeOf(form.Stamp))
        {
            case null:
                form.Stamp = stamps.Draw();
                ModelState.Remove(nameof(form.Stamp));
                ModelState.AddModelError("", "La page était ouverte depuis longtemps. Vérifiez votre adresse, puis envoyez de nouveau le formulaire.");
                break;
            case { } age when age < FormStamp.Least:
                ModelState.AddModelError("", "Le formulaire est parti très vite. Vérifiez votre adresse, puis envoyez-le de nouveau.");
                break;
        }
    }

    private ViewResult Page(SignUpForm form, NewsletterSettings settings)
    {
        ViewData["Settings"] = settings;
        return View(nameof(SignUp), form);
    }
}
