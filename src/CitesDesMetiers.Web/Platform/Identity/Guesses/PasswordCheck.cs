using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.AspNetCore.Identity;

namespace CitesDesMetiers.Web.Platform.Identity.Guesses;

/// <summary>
/// Compares a typed password with that of an account, within the limit on guesses. It takes the same time whether the account exists, is
/// invited, is blocked or has another password (ASVS 5.0, 6.3.8).
/// </summary>
public sealed class PasswordCheck(UserManager<User> users, GuessLimit limit, RepeatedEvents repeated)
{
    private static readonly User Nobody = new("personne@nulle-part.example", "Personne", Role.Member);

    /// <summary>Compared with where there is no password.</summary>
    private static string? decoy;

    /// <param name="address">As typed.</param>
    /// <param name="user">The account of this address, if there is one.</param>
    public async Task<PasswordVerdict> OfAsync(string address, User? user, string password)
    {
        var account = users.NormalizeEmail(address)!;
        var wait = await limit.TakeAsync(account, user?.Id);
        if (wait > TimeSpan.Zero)
        {
            repeated.Note(AuditAction.SignInHeldUp, user, UnknownAddress(address));
            return new PasswordVerdict(false, wait);
        }

        if (!await IsRightAsync(user, password))
        {
            repeated.Note(AuditAction.SignInFailed, user, UnknownAddress(address));
            return new PasswordVerdict(false, TimeSpan.Zero);
        }

        await limit.ForgetAsync(account, user!.Id);
        if (user.IsBlocked)
        {
            repeated.Note(AuditAction.SignInFailed, user, "");
        }

        return new PasswordVerdict(!user.IsBlocked, TimeSpan.Zero);
    }

    /// <summary>What the audit log says of an address without an account. Somebody may have typed the password there.</summary>
    private static string UnknownAddress(string typed) =>
        EmailAddress.TryParse(typed, out var address, out _) ? $"Adresse sans compte\u00A0: {address}" : "Adresse sans compte";

    private async Task<bool> IsRightAsync(User? user, string password)
    {
        if (user?.PasswordHash is not null)
        {
            return await users.CheckPasswordAsync(user, password);
        }

        decoy ??= users.PasswordHasher.HashPassword(Nobody, "");
        users.PasswordHasher.VerifyHashedPassword(Nobody, decoy, password);
        return false;
    }
}

/// <param name="Wait">How long to wait before the next try; zero when the password was looked at.</param>
public sealed record PasswordVerdict(bool IsRight, TimeSpan Wait)
{
    /// <summary>What to tell a person whose password was not looked at.</summary>
    public string WaitText =>
        "Trop d’essais de suite depuis cet endroit : le mot de passe n’a pas été regardé. "
        + $"Attendez {Words}, puis réessayez ; ou choisissez un nouveau mot de passe par « Mot de passe oublié ».";

    private string Words => Wait.TotalSeconds switch
    {
        <= 1 => "une seconde",
        < 60 => $"{Math.Ceiling(Wait.TotalSeconds):0} secondes",
        < 90 => "une minute",
        _ => $"{Math.Ceiling(Wait.TotalMinutes):0} minutes",
    };
}
