using System.Buffers.Text;
using System.Text;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Web.Letters;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Accounts;

/// <summary>
/// Creates and opens the links with which people choose a password. A link serves one account and one purpose, expires, and works
/// once. Its token depends on the security stamp, so anything that ends the account's sessions also ends its links. Nothing is
/// stored.
/// </summary>
public sealed class PasswordLinks(UserManager<User> users, AuditLog audit, AccountMails mails)
{
    public const int InvitationDays = 7;
    public const int ForgottenHours = 2;
    private const string Purpose = "password";

    public async Task<string> PathForAsync(User user, PasswordLinkKind kind)
    {
        var token = await users.GenerateUserTokenAsync(user, kind.ToString(), Purpose);
        return AccountAddresses.Password(SlugOf(kind), user.Id, Base64Url.EncodeToString(Encoding.UTF8.GetBytes(token)));
    }

    /// <returns>The account, or null when the link is altered, used, expired or of another purpose, or when the account is blocked.</returns>
    public async Task<User?> OpenAsync(string slug, int userId, string token)
    {
        var kind = Enum.GetValues<PasswordLinkKind>().Where(k => SlugOf(k) == slug).Cast<PasswordLinkKind?>().FirstOrDefault();
        return kind is not null && Decode(token) is { } decoded
            && await users.FindByIdAsync(userId.ToString(System.Globalization.CultureInfo.InvariantCulture)) is { IsBlocked: false } user
            && await users.VerifyUserTokenAsync(user, kind.Value.ToString(), Purpose, decoded) ? user : null;
    }

    /// <summary>Sets the password and ends all sessions and links of the account.</summary>
    public async Task<IdentityResult> ChooseAsync(User user, string password)
    {
        var isFirst = user.PasswordHash is null;
        var result = await users.ResetPasswordAsync(user, await users.GeneratePasswordResetTokenAsync(user), password);
        if (!result.Succeeded)
        {
            return result;
        }

        // Opening the link proves that the person reads the mail of this address.
        user.EmailConfirmed = true;
        user.ForgetMailFailure();
        audit.Add(AuditAction.PasswordReset, user, by: AuditPerson.Of(user));
        if (await users.ResetAccessFailedCountAsync(user) is { Succeeded: false } failed)
        {
            return failed;
        }

        var saved = await users.SetLockoutEndDateAsync(user, null);
        if (saved.Succeeded && !isFirst)
        {
            await mails.PasswordChangedAsync(user, CancellationToken.None);
        }

        return saved;
    }

    private static string SlugOf(PasswordLinkKind kind) => kind is PasswordLinkKind.Invitation ? "invitation" : "mot-de-passe";

    private static string? Decode(string token)
    {
        try
        {
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

/// <summary>Identity's protected tokens with their own lifetime.</summary>
internal sealed class InvitationTokens(
    IDataProtectionProvider protection, IOptions<InvitationTokens.Lifetime> options, ILogger<DataProtectorTokenProvider<User>> logger)
    : DataProtectorTokenProvider<User>(protection, options, logger)
{
    public sealed class Lifetime : DataProtectionTokenProviderOptions
    {
        public Lifetime() => (Name, TokenLifespan) = (nameof(InvitationTokens), TimeSpan.FromDays(PasswordLinks.InvitationDays));
    }
}

/// <inheritdoc cref="InvitationTokens"/>
internal sealed class ForgottenTokens(
    IDataProtectionProvider protection, IOptions<ForgottenTokens.Lifetime> options, ILogger<DataProtectorTokenProvider<User>> logger)
    : DataProtectorTokenProvider<User>(protection, options, logger)
{
    public sealed class Lifetime : DataProtectionTokenProviderOptions
    {
        public Lifetime() => (Name, TokenLifespan) = (nameof(ForgottenTokens), TimeSpan.FromHours(PasswordLinks.ForgottenHours));
    }
}
