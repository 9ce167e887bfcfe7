using CitesDesMetiers.Core.Accounts;
using Microsoft.AspNetCore.Identity;

namespace CitesDesMetiers.Web.Platform.Identity;

/// <summary>Refuses passwords that are easy to guess for this network, and passwords that repeat one sequence.</summary>
internal sealed class CommonPasswords : IPasswordValidator<User>
{
    private static readonly string[] LocalWords = ["citedesmetiers", "citesdesmetiers", "infolettre", "motdepasse", "password", "azertyuiop",
        "qwertyuiop", "123456789"];

    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password)
    {
        var folded = (password ?? "").ToLowerInvariant();
        var rest = LocalWords.Append((user.Email ?? "").Split('@')[0].ToLowerInvariant())
            .Where(word => word.Length > 3)
            .Aggregate(folded, (text, word) => text.Replace(word, "", StringComparison.Ordinal));
        return Task.FromResult(rest.Length >= Math.Min(8, folded.Length)
            ? IdentityResult.Success
            : IdentityResult.Failed(new IdentityError
            {
                Code = "Common",
                Description = "Ce mot de passe est trop facile à deviner : choisissez plutôt trois ou quatre mots sans rapport entre eux.",
            }));
    }
}
