using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Caching.Memory;

namespace CitesDesMetiers.Web.Site.Subscription;

/// <summary>The sign-up form. The response is the same for every valid address.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public class SubscriptionController(
    NewsletterContext db, SignUp signUp, FormStamp stamps, SignUpLimits limits, SignUpLoad load, SignUpChallenge challenges,
    IMemoryCache cache) : Controller
{
    [HttpGet(SubscriptionAddresses.SignUp)]
    public Task<IActionResult> SignUp(string? cite, CancellationToken cancellation) => BeginAsync(null, cite, cancellation);

    /// <summary>
    /// Receives the form embedded in the site of a Cité, and shows our own form with its values. Nothing is stored or mailed before the
    /// button beside the notice is pressed, so a forged request achieves nothing.
    /// </summary>
    [HttpPost(SubscriptionAddresses.SignUpElsewhere)]
    [EnableRateLimiting(RateLimits.Subscription)]
    [IgnoreAntiforgeryToken]
    public Task<IActionResult> From([FromForm(Name = "adresse")] string? address, string? cite, CancellationToken cancellation) =>
        BeginAsync(address, cite, cancellation);

    [HttpGet(SubscriptionAddresses.SignUpElsewhere)]
    public IActionResult From() => RedirectToAction(nameof(SignUp));

    [HttpPost(SubscriptionAddresses.SignUp)]
    [EnableRateLimiting(RateLimits.PublicForm)]
    public async Task<IActionResult> SignUp(SignUpForm form, CancellationToken cancellation)
    {
        if (await ReadAsync(form, cancellation) is not { } address)
        {
            return await PageAsync(form, null, null, cancellation);
        }

        if (QuestionFor(form, address) is { } question)
        {
            return await PageAsync(form, question, null, cancellation);
        }

        if (!limits.Allow())
        {
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            ModelState.AddModelError(
                "", "Beaucoup de demandes arrivent en ce moment, et nous les limitons. Revenez dans une heure et envoyez de nouveau le formulaire.");
            return await PageAsync(form, null, null, cancellation);
        }

        stamps.MarkServed(form.Stamp!);
        if (string.IsNullOrEmpty(form.Website))
        {
            await signUp.RequestAsync(address, form, await db.NewsletterSettingsAsync(cancellation), cancellation);
        }

        return RedirectToAction(nameof(Requested));
    }

    [HttpGet(SubscriptionAddresses.SignUp + "/merci")]
    public async Task<IActionResult> Requested(CancellationToken cancellation) => View(await db.NewsletterSettingsAsync(cancellation));

    [HttpGet(SubscriptionAddresses.SignUp + "/bienvenue")]
    public async Task<IActionResult> Welcome(CancellationToken cancellation) => View(await db.NewsletterSettingsAsync(cancellation));

    private async Task<IActionResult> BeginAsync(string? address, string? cite, CancellationToken cancellation)
    {
        ModelState.Clear();
        var form = new SignUpForm { Stamp = stamps.Draw(), Address = address is { Length: > EmailAddress.MaxLength } ? null : address };
        return await PageAsync(form, null, cite, cancellation);
    }

    /// <summary>The address, if the whole form is valid; null otherwise.</summary>
    private async Task<EmailAddress?> ReadAsync(SignUpForm form, CancellationToken cancellation)
    {
        if (!EmailAddress.TryParse(form.Address, out var address, out var fault))
        {
            ModelState.AddModelError(nameof(form.Address), "Votre adresse électronique\u00A0: " + AddressFaults.Explain(fault.Value));
        }

        if (form.SaysSomething)
        {
            (await WishChoices.ReadForSignUpAsync(db, cache, cancellation)).Check(form, ModelState);
        }

        CheckStamp(form);
        return ModelState.IsValid ? address : null;
    }

    private void CheckStamp(SignUpForm form)
    {
        if (stamps.AgeOf(form.Stamp) is null)
        {
            form.Stamp = stamps.Draw();
            ModelState.Remove(nameof(form.Stamp));
            ModelState.AddModelError("", "La page était ouverte depuis longtemps. Vérifiez votre adresse, puis envoyez de nouveau le formulaire.");
        }
    }

    /// <summary>
    /// The question to answer first, while sign-ups are unusually frequent, in all or from one domain, or when the form came back very quickly
    /// or once more. Null if it is answered or not asked.
    /// </summary>
    private string? QuestionFor(SignUpForm form, EmailAddress address)
    {
        var isFast = stamps.AgeOf(form.Stamp) < FormStamp.MinimumAge;
        var isUnusual = load.Add() | !limits.IsUsual(address.Domain) | stamps.HasServed(form.Stamp!);
        if (!(isUnusual || isFast) || challenges.IsAnswered(address, form.Challenge, form.Answer))
        {
            return null;
        }

        var challenge = challenges.Draw(address);
        ModelState.Remove(nameof(form.Challenge));
        ModelState.Remove(nameof(form.Answer));
        var isFirst = string.IsNullOrWhiteSpace(form.Answer);
        (form.Challenge, form.Answer) = (challenge.Seal, null);
        ModelState.AddModelError(nameof(form.Answer), QuestionMessage(isFirst, isFast));
        return challenge.Question;
    }

    private static string QuestionMessage(bool isFirst, bool isFast) => (isFirst, isFast) switch
    {
        (false, _) => "Ce n’est pas la bonne réponse, ou la question date de plus d’une demi-heure. En voici une autre.",
        (_, true) =>
            "Votre adresse est conservée. Le formulaire a été rempli en un instant\u00A0: répondez à la question pour montrer "
                + "que vous n’êtes pas un programme.",
        _ => "Beaucoup de demandes arrivent en ce moment\u00A0: répondez à la question pour montrer que vous n’êtes pas un programme.",
    };

    /// <param name="question">The question to answer first; null for none.</param>
    /// <param name="cite">The slug of the Cité on whose site the form began.</param>
    private async Task<IActionResult> PageAsync(SignUpForm form, string? question, string? cite, CancellationToken cancellation)
    {
        var choices = await WishChoices.ReadForSignUpAsync(db, cache, cancellation);
        form.CiteId ??= choices.Cites.FirstOrDefault(c => c.Slug == cite)?.Id;
        return View(nameof(SignUp), new SignUpPage(form, choices, await db.NewsletterSettingsAsync(cancellation), question));
    }
}

/// <param name="Question">See <see cref="SignUpChallenge"/>; null if it is not asked.</param>
internal sealed record SignUpPage(SignUpForm Form, WishChoices Choices, NewsletterSettings Settings, string? Question) : IFormPage<SignUpForm>;
