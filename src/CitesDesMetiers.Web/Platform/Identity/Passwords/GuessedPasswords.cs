using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Platform.Identity.Passwords;

/// <summary>
/// Refuses passwords that are common or easy to guess for this person and this network, and says why (NIST SP 800-63B, 5.1.1.2).
/// </summary>
internal sealed class GuessedPasswords(NewsletterContext db) : IPasswordValidator<User>
{
    /// <summary>Characters that must be left without the parts that are easy to guess.</summary>
    private const int SmallestRest = 8;

    private static readonly char[] Separators = [' ', '.', '-', '_', '+', '@', '\'', '’', ',', '(', ')'];

    public async Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password)
    {
        var typed = password ?? "";
        if (typed.Length < manager.Options.Password.RequiredLength)
        {
            // Identity says so. It is not worth more reasons.
            return IdentityResult.Success;
        }

        if (CommonPasswords.Contains(typed))
        {
            return Refuse("beaucoup de personnes l’utilisent");
        }

        var settings = await db.NewsletterSettingsAsync(CancellationToken.None);
        var cites = await db.Cites.Select(c => new { c.Name, c.City }).ToListAsync();
        string[] network = [settings.NetworkName, settings.NewsletterName, "InfoLettre", "Cité des métiers", "Cités des métiers"];
        var parts = new PasswordParts(
            typed, WordsOf(user.Email, user.DisplayName), WordsOf([.. network, .. cites.SelectMany(c => new[] { c.Name, c.City })]));
        return parts.Rest >= SmallestRest ? IdentityResult.Success : Refuse("il tient surtout dans " + string.Join(", ", parts.Found.Select(Words)));
    }

    private static IdentityResult Refuse(string reason) =>
        IdentityResult.Failed(new IdentityError
        {
            Code = "Guessed",
            Description = $"Ce mot de passe est trop facile à deviner : {reason}. Choisissez plutôt trois ou quatre mots sans rapport entre eux.",
        });

    private static IEnumerable<string> WordsOf(params string?[] texts) =>
        texts.OfType<string>().SelectMany(t => t.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Append(t));

    private static string Words(GuessablePart part) => part switch
    {
        GuessablePart.Person => "votre nom ou votre adresse",
        GuessablePart.Network => "des noms du réseau",
        GuessablePart.CommonWord => "un mot que beaucoup choisissent",
        GuessablePart.Keyboard => "des touches voisines du clavier",
        GuessablePart.Sequence => "une suite de lettres ou de chiffres",
        GuessablePart.Repetition => "une répétition",
        GuessablePart.Year => "une année",
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };
}
