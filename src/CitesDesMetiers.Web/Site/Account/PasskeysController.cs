using System.Net.Mime;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Platform.Identity.Factors;
using CitesDesMetiers.Web.Ui.Confirmation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Site.Account;

/// <summary>Adding, naming and removing the passkeys of a signed-in person.</summary>
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public class PasskeysController(
    UserManager<User> users, SignInManager<User> signIn, PasskeyCeremonies passkeys, SecondFactors factors, RecoveryCodes codes,
    AccountMails mails) : Controller
{
    [HttpPost(AccountAddresses.PasskeyOptions)]
    public async Task<IActionResult> Ask() =>
        await users.GetUserAsync(User) is { } user
            ? Content(await passkeys.AskForNewAsync(HttpContext, user), MediaTypeNames.Application.Json)
            : NotFound();

    [HttpPost(AccountAddresses.PasskeyConfirmation)]
    public async Task<IActionResult> AskConfirmation() =>
        await users.GetUserAsync(User) is { } user
            ? Content(await passkeys.AskAsync(HttpContext, user), MediaTypeNames.Application.Json)
            : NotFound();

    [HttpPost(AccountAddresses.Passkeys)]
    [FreshSignIn]
    public async Task<IActionResult> Add(PasskeyForm form, string? name, CancellationToken cancellation)
    {
        if (await users.GetUserAsync(User) is not { } user)
        {
            return NotFound();
        }

        var (passkey, refusal) = await passkeys.AcceptNewAsync(HttpContext, user, ModelState.IsValid ? form.Credential : null);
        if (passkey is null)
        {
            TempData[SecurityController.WarnedKey] = PasskeyWords.Of(refusal) + " Rien n’a été ajouté.";
            return LocalRedirect(AccountAddresses.Security);
        }

        passkey.Name = NameOf(name);
        await factors.AddPasskeyAsync(user, passkey, cancellation);
        await signIn.RefreshSignInAsync(user);
        await mails.FactorAddedAsync(user, SecondFactors.Passkey(passkey.Name), cancellation);
        TempData[PasswordController.DoneKey] = $"La clé d’accès « {passkey.Name} » est ajoutée : elle ouvre votre compte sans mot de passe.";
        return await codes.CountAsync(user.Id, cancellation) == 0
            ? await SecurityController.ShowNewCodesAsync(this, codes, user, cancellation)
            : LocalRedirect(AccountAddresses.Security);
    }

    [HttpPost(AccountAddresses.PasskeyName)]
    public async Task<IActionResult> Rename(string? id, string? name)
    {
        if (await FindAsync(id) is not (var user, var passkey))
        {
            return NotFound();
        }

        passkey.Name = NameOf(name);
        await users.AddOrUpdatePasskeyAsync(user, passkey);
        TempData[PasswordController.DoneKey] = $"La clé d’accès s’appelle maintenant « {passkey.Name} ».";
        return LocalRedirect(AccountAddresses.Security);
    }

    [HttpPost(AccountAddresses.PasskeyRemoval)]
    [FreshSignIn]
    public async Task<IActionResult> Remove(string? id, CancellationToken cancellation)
    {
        if (await FindAsync(id) is not (var user, var passkey))
        {
            return NotFound();
        }

        await factors.RemovePasskeyAsync(user, passkey, cancellation);
        await signIn.RefreshSignInAsync(user);
        await mails.FactorRemovedAsync(user, SecondFactors.Passkey(passkey.Name), cancellation);
        TempData[PasswordController.DoneKey] = $"La clé d’accès « {passkey.Name} » est retirée : elle n’ouvre plus votre compte.";
        return LocalRedirect(AccountAddresses.Security);
    }

    private async Task<(User User, UserPasskeyInfo Passkey)?> FindAsync(string? id) =>
        await users.GetUserAsync(User) is { } user && PasskeyIds.Parse(id) is { } bytes && await users.GetPasskeyAsync(user, bytes) is { } passkey
            ? (user, passkey)
            : null;

    /// <summary>One line of at most 60 characters, whatever was sent.</summary>
    private static string NameOf(string? typed)
    {
        var line = string.Join(' ', (typed ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length == 0 ? "Clé d’accès" : line.Length <= PasskeyColumns.NameLength ? line : line[..PasskeyColumns.NameLength];
    }
}
