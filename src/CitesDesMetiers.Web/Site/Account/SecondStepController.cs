using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Identity.Factors;
using CitesDesMetiers.Web.Platform.Identity.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace CitesDesMetiers.Web.Site.Account;

/// <summary>The second step of signing in with a password: a code of the application, or a recovery code.</summary>
[AllowAnonymous]
[Route(AccountAddresses.SecondStep)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public class SecondStepController(
    PendingSignIns pendings, SecondFactors factors, SignInCompletion completion) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index() => await pendings.FindAsync(HttpContext) is null ? Lapsed() : View("SecondStep", new SecondStepForm());

    [HttpPost("")]
    [EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Verify(SecondStepForm form, CancellationToken cancellation)
    {
        if (await pendings.FindAsync(HttpContext) is not (var pending, var user))
        {
            return Lapsed();
        }

        if (!ModelState.IsValid)
        {
            return View("SecondStep", form);
        }

        var answer = await factors.TakeCodeAsync(user, form.Code, cancellation);
        if (answer is not CodeAnswer.Accepted)
        {
            return await RefuseAsync(form, pending, answer, cancellation);
        }

        pendings.End(HttpContext);
        await completion.CompleteAsync(user, pending.Remember, "mfa");
        if (SecondFactors.IsAppCode(form.Code))
        {
            return LocalRedirect(Url.AfterSignIn(pending.ReturnUrl, user));
        }

        TempData[SecurityController.WarnedKey] = "Vous voilà connecté par un code de secours, qui ne servira plus. Si votre téléphone ou votre "
            + "clé est perdu, retirez-le ici, puis ajoutez-en un autre.";
        return LocalRedirect(AccountAddresses.Security);
    }

    private async Task<IActionResult> RefuseAsync(SecondStepForm form, PendingSignIn pending, CodeAnswer answer, CancellationToken cancellation)
    {
        if (await factors.CountTriesAsync(pending.UserId, cancellation) - pending.Tries >= PendingSignIns.MaxTries)
        {
            pendings.End(HttpContext);
            ModelState.Clear();
            ModelState.AddModelError("", "Cinq codes n’ont pas convenu : recommencez par le mot de passe.");
            return View("SignIn", new SignInForm { ReturnUrl = pending.ReturnUrl });
        }

        ModelState.AddModelError(nameof(form.Code), CodeWords.Of(answer));
        return View("SecondStep", form);
    }

    /// <summary>Nobody gave a password, or it was too long ago. The status says that the page is no longer there.</summary>
    private ViewResult Lapsed()
    {
        Response.StatusCode = StatusCodes.Status410Gone;
        return View("Lapsed");
    }
}

public class SecondStepForm
{
    [Display(Name = "Code"), Required(ErrorMessage = "Code : à renseigner."), StringLength(40, ErrorMessage = "Code : 40 caractères au plus.")]
    public string? Code { get; set; }
}
