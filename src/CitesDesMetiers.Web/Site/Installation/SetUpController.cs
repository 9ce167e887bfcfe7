using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Site.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace CitesDesMetiers.Web.Site.Installation;

/// <summary>Makes the first administrator of a new site, for whoever has its token. A wrong token is answered like any other address.</summary>
[AllowAnonymous]
[TokenPage]
public class SetUpController : Controller
{
    [HttpGet(SetUpAddresses.Waiting)]
    public async Task<IActionResult> Waiting(CancellationToken cancellation) =>
        await SetUp.IsNeededAsync(cancellation) ? BeingInstalled() : NotFound();

    [HttpGet(SetUpAddresses.Root + "/{token}")]
    [EnableRateLimiting(RateLimits.SetUp)]
    public async Task<IActionResult> Make(string token, CancellationToken cancellation) =>
        await SetUp.IsTokenAsync(token, cancellation) ? View(new SetUpForm()) : await Waiting(cancellation);

    [HttpPost(SetUpAddresses.Root + "/{token}")]
    [EnableRateLimiting(RateLimits.SetUp)]
    public async Task<IActionResult> Make(string token, SetUpForm form, CancellationToken cancellation)
    {
        if (!await SetUp.IsTokenAsync(token, cancellation))
        {
            return await Waiting(cancellation);
        }

        if (!ModelState.IsValid)
        {
            return View(form);
        }

        if (await SetUp.MakeAdministratorAsync(token, form.Make(), form.Password!, cancellation) is not { } result)
        {
            return await Waiting(cancellation);
        }

        if (!result.Succeeded)
        {
            foreach (var error in result.Errors)
            {
                ModelState.AddModelError(nameof(form.Password), error.Description);
            }

            return View(form);
        }

        TempData[PasswordController.DoneKey] = "Votre compte d’administrateur est créé. Connectez-vous avec son adresse et son mot de passe.";
        return Redirect(AccountAddresses.SignIn);
    }

    private SetUp SetUp => HttpContext.RequestServices.GetRequiredService<SetUp>();

    private ViewResult BeingInstalled()
    {
        Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        Response.Headers.RetryAfter = "600";
        return View(nameof(Waiting));
    }
}
