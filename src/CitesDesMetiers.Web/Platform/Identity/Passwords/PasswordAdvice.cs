using CitesDesMetiers.Core.Accounts;
using Microsoft.AspNetCore.Identity;

namespace CitesDesMetiers.Web.Platform.Identity.Passwords;

/// <summary>What the meter below a new password shows: the same judgement as when it is saved, and how long it is.</summary>
/// <param name="Level">0: refused; 1: accepted; 2: good; 3: very good.</param>
/// <param name="Text">French.</param>
public sealed record PasswordAdvice(int Level, string Text)
{
    private const int Good = 16;
    private const int VeryGood = 22;

    internal static async Task<PasswordAdvice> OfAsync(UserManager<User> users, User user, string password)
    {
        foreach (var validator in users.PasswordValidators)
        {
            if ((await validator.ValidateAsync(users, user, password)).Errors.FirstOrDefault() is { } error)
            {
                return new PasswordAdvice(0, error.Description);
            }
        }

        return password.Length switch
        {
            < Good => new PasswordAdvice(1, "Accepté. Plus long, il serait plus sûr."),
            < VeryGood => new PasswordAdvice(2, "Bon mot de passe."),
            _ => new PasswordAdvice(3, "Très bon mot de passe."),
        };
    }
}
