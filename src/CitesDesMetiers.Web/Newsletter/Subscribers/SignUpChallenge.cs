using System.Globalization;
using System.Security.Cryptography;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Values;
using Microsoft.AspNetCore.DataProtection;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>A question in words and its protected answer.</summary>
public sealed record Challenge(string Question, string Seal);

/// <summary>
/// Creates the question that the form asks while sign-ups are unusually frequent. It consists of words only, without picture, sound,
/// script or third party (WCAG 2.2, 1.1.1 and 3.3.8). Each seal is valid for one address, so that an answer cannot be reused.
/// </summary>
public sealed class SignUpChallenge(IDataProtectionProvider protection, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    private static readonly string[] Words =
    [
        "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze",
        "seize",
        "dix-sept", "dix-huit",
    ];

    private readonly IDataProtector protector = protection.CreateProtector(nameof(SignUpChallenge));

    public Challenge Draw(EmailAddress address)
    {
        var (first, second) = (RandomNumberGenerator.GetInt32(2, 10), RandomNumberGenerator.GetInt32(2, 10));
        var until = (clock.GetUtcNow() + Life).ToUnixTimeSeconds();
        return new(
            Typography.ForWeb($"Combien font {Words[first]} plus {Words[second]} ? Répondez en chiffres ou en lettres."),
            protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{first + second} {until} {address.Normalised}")));
    }

    /// <summary>Whether the answer fits a question asked for this address within the last half hour.</summary>
    public bool IsAnswered(EmailAddress address, string? seal, string? answer)
    {
        try
        {
            return protector.Unprotect(seal ?? "").Split(' ') is [var sum, var until, var forAddress]
                && forAddress == address.Normalised
                && clock.GetUtcNow().ToUnixTimeSeconds() <= long.Parse(until, CultureInfo.InvariantCulture)
                && NumberIn(answer) == int.Parse(sum, CultureInfo.InvariantCulture);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static int? NumberIn(string? answer)
    {
        var folded = Folding.Fold(answer ?? "").Trim(' ', '.');
        return int.TryParse(folded, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : Array.FindIndex(Words, word => Folding.Fold(word) == folded) is var at and >= 0 ? at
            : null;
    }
}
