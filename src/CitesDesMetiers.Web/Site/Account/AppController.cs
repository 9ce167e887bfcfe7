using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Identity.Factors;
using CitesDesMetiers.Web.Ui;
using CitesDesMetiers.Web.Ui.Confirmation;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace CitesDesMetiers.Web.Site.Account;

/// <summary>Adding and removing the application that shows codes. Its secret is stored once a code showed that it knows it.</summary>
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public class AppController(
    UserManager<User> users, SignInManager<User> signIn, SecondFactors factors, RecoveryCodes codes, StateCookies cookies, NetworkIdentity network,
    AccountMails mails) : Controller
{
    private const string Cookie = "application";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    /// <summary>A secret offered to a person, which a page opened again shows again.</summary>
    private sealed record Offer(int UserId, byte[] Secret);

    [HttpGet(AccountAddresses.App)]
    public async Task<IActionResult> Index(CancellationToken cancellation)
    {
        if (await users.GetUserAsync(User) is not { } user)
        {
            return NotFound();
        }

        if (OfferTo(user) is not { } offer)
        {
            offer = new Offer(user.Id, RandomNumberGenerator.GetBytes(Totp.SecretBytes));
            cookies.Write(HttpContext, Cookie, offer, Life);
        }

        return await PageAsync(user, offer, new AppForm(), cancellation);
    }

    [HttpPost(AccountAddresses.App)]
    [FreshSignIn]
    [EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Add(AppForm form, CancellationToken cancellation)
    {
        if (await users.GetUserAsync(User) is not { } user)
        {
            return NotFound();
        }

        if (OfferTo(user) is not { } offer)
        {
            TempData[SecurityController.WarnedKey] = "La page du code QR est restée ouverte trop longtemps : rien n’a été modifié. Recommencez.";
            return LocalRedirect(AccountAddresses.Security);
        }

        if (ModelState.IsValid && !await factors.AddAppAsync(user, offer.Secret, SecondFactors.Bare(form.Code), cancellation))
        {
            ModelState.AddModelError(nameof(form.Code), CodeWords.Of(CodeAnswer.Wrong));
        }

        if (!ModelState.IsValid)
        {
            return await PageAsync(user, offer, form, cancellation);
        }

        cookies.Delete(HttpContext, Cookie);
        await signIn.RefreshSignInAsync(user);
        await mails.FactorAddedAsync(user, SecondFactors.App, cancellation);
        TempData[PasswordController.DoneKey] = "Votre application est ajoutée : ses codes vous seront demandés à la connexion.";
        return await codes.CountAsync(user.Id, cancellation) == 0
            ? await SecurityController.ShowNewCodesAsync(this, codes, user, cancellation)
            : LocalRedirect(AccountAddresses.Security);
    }

    [HttpPost(AccountAddresses.AppRemoval)]
    [FreshSignIn]
    public async Task<IActionResult> Remove(CancellationToken cancellation)
    {
        if (await users.GetUserAsync(User) is not { } user)
        {
            return NotFound();
        }

        await factors.RemoveAppAsync(user, cancellation);
        await signIn.RefreshSignInAsync(user);
        await mails.FactorRemovedAsync(user, SecondFactors.App, cancellation);
        TempData[PasswordController.DoneKey] = "L’application est retirée : ses codes n’ouvrent plus votre compte.";
        return LocalRedirect(AccountAddresses.Security);
    }

    private Offer? OfferTo(User user) => cookies.Read<Offer>(HttpContext, Cookie) is { } offer && offer.UserId == user.Id ? offer : null;

    private async Task<ViewResult> PageAsync(User user, Offer offer, AppForm form, CancellationToken cancellation)
    {
        var name = (await network.ReadAsync(cancellation)).NewsletterName;
        var secret = string.Join(' ', Totp.ToText(offer.Secret).Chunk(4).Select(group => new string(group)));
        return View("App", new AppPage(form, QrCode.Of(Totp.Address(offer.Secret, name, user.Email!)), secret));
    }
}

public class AppForm
{
    [Display(Name = "Code"), Required(ErrorMessage = "Code : à renseigner."), StringLength(40, ErrorMessage = "Code : 40 caractères au plus.")]
    public string? Code { get; set; }

    internal string Typed => string.Concat((Code ?? "").Where(char.IsAsciiDigit));
}

/// <param name="Secret">In groups of four.</param>
internal sealed record AppPage(AppForm Form, QrCode Square, string Secret) : IFormPage<AppForm>;
