using Microsoft.AspNetCore.Identity;

namespace CitesDesMetiers.Web.Platform.Identity;

/// <summary>Translates those messages of Identity that a user can see.</summary>
internal sealed class FrenchIdentityErrors : IdentityErrorDescriber
{
    public override IdentityError PasswordTooShort(int length) =>
        Error(nameof(PasswordTooShort), $"Le mot de passe doit compter au moins {length} caractères.");

    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) =>
        Error(nameof(PasswordRequiresUniqueChars), $"Le mot de passe doit contenir au moins {uniqueChars} caractères différents.");

    public override IdentityError DuplicateEmail(string email) => Error(nameof(DuplicateEmail), "Un compte existe déjà pour cette adresse.");

    public override IdentityError DuplicateUserName(string userName) => Error(nameof(DuplicateUserName), "Un compte existe déjà pour cette adresse.");

    public override IdentityError InvalidEmail(string? email) => Error(nameof(InvalidEmail), "Cette adresse ne convient pas.");

    public override IdentityError InvalidUserName(string? userName) => Error(nameof(InvalidUserName), "Cette adresse ne convient pas.");

    public override IdentityError PasswordMismatch() => Error(nameof(PasswordMismatch), "Ce n’est pas votre mot de passe actuel.");

    public override IdentityError ConcurrencyFailure() =>
        Error(nameof(ConcurrencyFailure), "Quelqu’un a changé ce compte au même moment : rien n’a été modifié. Vérifiez-le, puis recommencez.");

    private static IdentityError Error(string code, string description) => new() { Code = code, Description = description };
}
