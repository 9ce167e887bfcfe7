using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Platform.Identity.Factors;
using CitesDesMetiers.Web.Platform.Identity.Guesses;
using CitesDesMetiers.Web.Platform.Identity.Sessions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Ui.Confirmation;

/// <summary>
/// Judges what somebody gives to prove once more who they are: their password, with a code if the account has a second factor, or a passkey.
/// </summary>
internal sealed class Confirmations(
    NewsletterContext db, PasswordCheck passwords, SecondFactors factors, PasskeyCeremonies passkeys, TimeProvider clock)
{
    /// <param name="errors">Receives in French what is wrong; nothing if nothing was given.</param>
    /// <returns>Whether the session is confirmed now.</returns>
    public async Task<bool> ConfirmAsync(HttpContext http, User user, IFormCollection form, ModelStateDictionary errors)
    {
        var isRight = form[nameof(ConfirmForm.ConfirmationPasskey)].ToString() is { Length: > 0 } passkey
            ? await IsPasskeyOfAsync(http, user, passkey, errors)
            : form[nameof(ConfirmForm.CurrentPassword)].ToString() is { Length: > 0 } password
                && await IsPasswordOfAsync(user, password, errors)
                && await IsCodeOfAsync(user, form[nameof(ConfirmForm.ConfirmationCode)].ToString(), errors, http.RequestAborted);
        if (isRight)
        {
            var (id, now) = (http.User.SessionId(), clock.GetUtcNow().UtcDateTime);
            await db.Sessions.Where(s => s.Id == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.ConfirmedAt, now), http.RequestAborted);
        }

        return isRight;
    }

    private async Task<bool> IsPasskeyOfAsync(HttpContext http, User user, string passkey, ModelStateDictionary errors)
    {
        var result = await passkeys.SignInAsync(http, passkey);
        if (result.User?.Id == user.Id)
        {
            return true;
        }

        errors.AddModelError("", PasskeyWords.Of(result.Refusal));
        return false;
    }

    private async Task<bool> IsPasswordOfAsync(User user, string password, ModelStateDictionary errors)
    {
        var verdict = await passwords.OfAsync(user.Email!, user, password);
        if (!verdict.IsRight)
        {
            errors.AddModelError(
                nameof(ConfirmForm.CurrentPassword),
                verdict.Wait > TimeSpan.Zero ? verdict.WaitText : "Ce n’est pas votre mot de passe. Vérifiez-le, puis réessayez.");
        }

        return verdict.IsRight;
    }

    private async Task<bool> IsCodeOfAsync(User user, string typed, ModelStateDictionary errors, CancellationToken cancellation)
    {
        if (!user.TwoFactorEnabled)
        {
            return true;
        }

        var answer = await factors.TakeCodeAsync(user, typed, cancellation);
        if (answer is not CodeAnswer.Accepted)
        {
            errors.AddModelError(nameof(ConfirmForm.ConfirmationCode), CodeWords.Of(answer));
        }

        return answer is CodeAnswer.Accepted;
    }
}
