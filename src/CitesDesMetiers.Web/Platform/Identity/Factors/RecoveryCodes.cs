using System.Security.Cryptography;
using System.Text;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Platform.Identity.Factors;

/// <summary>The codes that stand in for a lost factor. Identity would store them as they are, in one row for all.</summary>
public sealed class RecoveryCodes(NewsletterContext db, AuditLog audit)
{
    public const int Count = 10;

    /// <summary>From this number of codes left, the person is asked to make new ones.</summary>
    public const int Few = 2;
    private const int Length = 10;

    /// <summary>Of PBKDF2. Fixed, since codes cannot be hashed anew: a change would end those that people keep.</summary>
    private const int Rounds = 100_000;

    /// <summary>Letters and digits that are not mistaken for one another.</summary>
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>Makes ten codes. Those of before end.</summary>
    /// <returns>The codes, to be shown once.</returns>
    public async Task<IReadOnlyList<string>> RenewAsync(User user, CancellationToken cancellation)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var codes = Enumerable.Range(0, Count).Select(_ => RandomNumberGenerator.GetString(Alphabet, Length)).ToList();
        db.RecoveryCodes.RemoveRange(await db.RecoveryCodes.Where(c => c.UserId == user.Id).ToListAsync(cancellation));
        db.RecoveryCodes.AddRange(codes.Select(code => new RecoveryCode(user.Id, salt, HashOf(code, salt))));
        audit.Add(AuditAction.RecoveryCodesMade, user);
        await db.SaveChangesAsync(cancellation);
        return [.. codes.Select(c => $"{c[..5]}-{c[5..]}")];
    }

    public Task<int> CountAsync(int userId, CancellationToken cancellation) =>
        db.RecoveryCodes.CountAsync(c => c.UserId == userId && c.UsedAt == null, cancellation);

    /// <param name="code">As typed: spaces, hyphens and capitals do not matter.</param>
    internal async Task<CodeAnswer> TakeAsync(int userId, string code, DateTime now, CancellationToken cancellation)
    {
        var typed = string.Concat(code.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        var salt = await db.RecoveryCodes.Where(c => c.UserId == userId).Select(c => c.Salt).FirstOrDefaultAsync(cancellation);
        if (salt is null)
        {
            return CodeAnswer.Wrong;
        }

        var hash = HashOf(typed, salt);
        var known = db.RecoveryCodes.Where(c => c.UserId == userId && c.Hash == hash);

        // One statement, so that of two requests with the same code one is refused.
        var taken = await known.Where(c => c.UsedAt == null).ExecuteUpdateAsync(c => c.SetProperty(x => x.UsedAt, now), cancellation);
        return taken == 1 ? CodeAnswer.Accepted : await known.AnyAsync(cancellation) ? CodeAnswer.Used : CodeAnswer.Wrong;
    }

    private static byte[] HashOf(string code, byte[] salt) => Rfc2898DeriveBytes.Pbkdf2(
        Encoding.UTF8.GetBytes(code), salt, Rounds, HashAlgorithmName.SHA512, RecoveryCode.HashLength);
}
