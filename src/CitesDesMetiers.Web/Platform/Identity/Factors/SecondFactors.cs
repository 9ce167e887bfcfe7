using System.Security.Cryptography;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Platform.Identity.Factors;

internal enum CodeAnswer
{
    Accepted,

    /// <summary>It was used before, or a later one was.</summary>
    Used,
    Wrong,

    /// <summary>Too many were tried on this account within an hour.</summary>
    TooMany,
}

/// <param name="CodesLeft">Recovery codes that were not used.</param>
internal sealed record FactorState(DateTime? AppSince, IReadOnlyList<PasskeyRow> Passkeys, int CodesLeft)
{
    public bool IsEmpty => AppSince is null && Passkeys.Count == 0;
}

/// <param name="Id">Base64url of the identifier.</param>
internal sealed record PasskeyRow(string Id, string Name, DateTimeOffset Since, DateTime? UsedAt);

/// <summary>
/// The second factors of accounts. <see cref="IdentityUser{TKey}.TwoFactorEnabled"/> says whether an account has one. Each change of a factor
/// renews the security stamp, which ends the account's other sessions.
/// </summary>
public sealed class SecondFactors(
    NewsletterContext db, UserManager<User> users, RecoveryCodes codes, IDataProtectionProvider protection, AuditLog audit, RepeatedEvents repeated,
    TimeProvider clock, ILogger<SecondFactors> log)
{
    /// <summary>The application in the words of the log and of mails.</summary>
    public const string App = "l’application de codes";

    /// <summary>Wrong codes on one account within an hour. Only who knows the password gets as far as trying one.</summary>
    private const int TriesPerHour = 20;

    private readonly IDataProtector protector = protection.CreateProtector("SecondFactor.Secret");

    /// <inheritdoc cref="App"/>
    public static string Passkey(string? name) => $"la clé d’accès « {name} »";

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    internal async Task<FactorState> ReadAsync(int userId, CancellationToken cancellation)
    {
        var since = await db.SecondFactors.Where(f => f.UserId == userId).Select(f => f.AppSince).FirstOrDefaultAsync(cancellation);
        var passkeys = await db.UserPasskeys.AsNoTracking().Where(p => p.UserId == userId)
            .Select(p => new { Passkey = p, UsedAt = EF.Property<DateTime?>(p, PasskeyColumns.UsedAt) }).ToListAsync(cancellation);
        var rows = passkeys.Select(p => new PasskeyRow(
            PasskeyIds.ToText(p.Passkey.CredentialId), p.Passkey.Data.Name ?? "", p.Passkey.Data.CreatedAt, p.UsedAt));
        return new(since, [.. rows.OrderBy(p => p.Since)], await codes.CountAsync(userId, cancellation));
    }

    /// <summary>Adds the application, or replaces it, if the code shows that it knows the secret.</summary>
    /// <returns>False if the code is wrong. Nothing is stored then.</returns>
    public async Task<bool> AddAppAsync(User user, byte[] secret, string code, CancellationToken cancellation)
    {
        if (Totp.StepOf(code, secret, clock.GetUtcNow()) is not { } step)
        {
            return false;
        }

        (await RowAsync(user.Id, cancellation)).AddApp(Convert.ToBase64String(protector.Protect(secret)), step, Now);
        audit.Add(AuditAction.FactorAdded, user, after: App);
        await SaveAsync(user, hasFactor: true);
        return true;
    }

    public async Task RemoveAppAsync(User user, CancellationToken cancellation)
    {
        (await RowAsync(user.Id, cancellation)).RemoveApp();
        audit.Add(AuditAction.FactorRemoved, user, before: App);
        await SaveAsync(user, await db.UserPasskeys.AnyAsync(p => p.UserId == user.Id, cancellation));
    }

    public async Task AddPasskeyAsync(User user, UserPasskeyInfo passkey, CancellationToken cancellation)
    {
        await RowAsync(user.Id, cancellation);
        audit.Add(AuditAction.FactorAdded, user, after: Passkey(passkey.Name));
        await users.AddOrUpdatePasskeyAsync(user, passkey);
        await SaveAsync(user, hasFactor: true);
    }

    public async Task RemovePasskeyAsync(User user, UserPasskeyInfo passkey, CancellationToken cancellation)
    {
        audit.Add(AuditAction.FactorRemoved, user, before: Passkey(passkey.Name));
        await users.RemovePasskeyAsync(user, passkey.CredentialId);
        var hasApp = await db.SecondFactors.AnyAsync(f => f.UserId == user.Id && f.Secret != null, cancellation);
        await SaveAsync(user, hasApp || await db.UserPasskeys.AnyAsync(p => p.UserId == user.Id, cancellation));
    }

    /// <summary>Removes all factors of somebody who lost them.</summary>
    public async Task ResetAsync(User user, CancellationToken cancellation)
    {
        (await RowAsync(user.Id, cancellation)).RemoveApp();
        db.RemoveRange(await db.UserPasskeys.Where(p => p.UserId == user.Id).ToListAsync(cancellation));
        audit.Add(AuditAction.FactorsReset, user);
        await SaveAsync(user, hasFactor: false);
    }

    /// <summary>Letters and digits of a typed code: people copy it with spaces and hyphens.</summary>
    internal static string Bare(string? typed) => string.Concat((typed ?? "").Where(char.IsAsciiLetterOrDigit));

    /// <summary>Whether it is a code of the application. Recovery codes are longer.</summary>
    internal static bool IsAppCode(string? typed) => Bare(typed) is { Length: Totp.Digits } code && code.All(char.IsAsciiDigit);

    /// <summary>Takes a code of the application or a recovery code. Each works once.</summary>
    internal Task<CodeAnswer> TakeCodeAsync(User user, string? typed, CancellationToken cancellation) =>
        IsAppCode(typed) ? TakeAppCodeAsync(user, Bare(typed), cancellation) : TakeRecoveryCodeAsync(user, Bare(typed), cancellation);

    private Task<CodeAnswer> TakeAppCodeAsync(User user, string code, CancellationToken cancellation) =>
        TryAsync(user, row => TakeStepAsync(row, code, cancellation), cancellation);

    private async Task<CodeAnswer> TakeRecoveryCodeAsync(User user, string code, CancellationToken cancellation)
    {
        var answer = await TryAsync(user, row => codes.TakeAsync(row.UserId, code, Now, cancellation), cancellation);
        if (answer is CodeAnswer.Accepted)
        {
            await audit.WriteAsync(AuditAction.RecoveryCodeUsed, user, by: AuditPerson.Of(user));
        }

        return answer;
    }

    public Task<int> CountTriesAsync(int userId, CancellationToken cancellation) =>
        db.SecondFactors.Where(f => f.UserId == userId).Select(f => f.Tries).FirstOrDefaultAsync(cancellation);

    /// <summary>Counts the try before looking at the code: requests that come at the same time are all counted.</summary>
    private async Task<CodeAnswer> TryAsync(User user, Func<SecondFactor, Task<CodeAnswer>> take, CancellationToken cancellation)
    {
        var (userId, now, hourAgo) = (user.Id, Now, Now.AddHours(-1));
        var counted = await db.SecondFactors.Where(f => f.UserId == userId && (f.Tries < TriesPerHour || f.TriesSince < hourAgo))
            .ExecuteUpdateAsync(
                row => row.SetProperty(f => f.Tries, f => f.TriesSince < hourAgo ? 1 : f.Tries + 1)
                    .SetProperty(f => f.TriesSince, f => f.TriesSince < hourAgo ? now : f.TriesSince),
                cancellation);
        if (counted == 0)
        {
            repeated.Note(AuditAction.SignInHeldUp, user, "");
            return CodeAnswer.TooMany;
        }

        var answer = await take(await db.SecondFactors.AsNoTracking().SingleAsync(f => f.UserId == userId, cancellation));
        if (answer is not CodeAnswer.Accepted)
        {
            repeated.Note(AuditAction.SignInFailed, user, "");
        }
        else
        {
            await db.SecondFactors.Where(f => f.UserId == userId).ExecuteUpdateAsync(row => row.SetProperty(f => f.Tries, 0), cancellation);
        }

        return answer;
    }

    private async Task<CodeAnswer> TakeStepAsync(SecondFactor row, string code, CancellationToken cancellation)
    {
        if (SecretOf(row) is not { } secret || Totp.StepOf(code, secret, clock.GetUtcNow()) is not { } step)
        {
            return CodeAnswer.Wrong;
        }

        // One statement, so that of two requests with the same code one is refused.
        var taken = await db.SecondFactors.Where(f => f.UserId == row.UserId && f.LastStep < step)
            .ExecuteUpdateAsync(f => f.SetProperty(x => x.LastStep, step), cancellation);
        return taken == 1 ? CodeAnswer.Accepted : CodeAnswer.Used;
    }

    /// <returns>Null if there is no application, or if the keys with which its secret was encrypted are lost.</returns>
    private byte[]? SecretOf(SecondFactor row)
    {
        try
        {
            return row.Secret is { } secret ? protector.Unprotect(Convert.FromBase64String(secret)) : null;
        }
        catch (CryptographicException e)
        {
            log.LogError(
                e, "The secret of user {UserId} cannot be read: the keys of Data Protection are not those of when it was stored", row.UserId);
            return null;
        }
    }

    private async Task<SecondFactor> RowAsync(int userId, CancellationToken cancellation)
    {
        if (await db.SecondFactors.FindAsync([userId], cancellation) is { } row)
        {
            return row;
        }

        row = new SecondFactor(userId);
        db.Add(row);
        return row;
    }

    private async Task SaveAsync(User user, bool hasFactor)
    {
        if (!hasFactor)
        {
            db.RemoveRange(await db.RecoveryCodes.Where(c => c.UserId == user.Id).ToListAsync());
        }

        user.TwoFactorEnabled = hasFactor;
        var result = await users.UpdateSecurityStampAsync(user);
        if (!result.Succeeded)
        {
            throw new DbUpdateConcurrencyException(string.Join(" ", result.Errors.Select(e => e.Description)));
        }
    }
}
