using System.Globalization;
using System.Security.Cryptography;
using CitesDesMetiers.Core.Auditing;
using Microsoft.AspNetCore.DataProtection;

namespace CitesDesMetiers.Web.Platform.Auditing;

/// <summary>
/// Computes the seals of the audit log: HMAC-SHA256 over the number, the entry and the seal before. The key is random and lies in the database
/// protected by Data Protection, so whoever has only the database can neither alter nor remove an entry unnoticed.
/// </summary>
public sealed class AuditSealer(IDataProtectionProvider protection)
{
    private static readonly byte[] BeforeFirst = new byte[AuditSeal.SealLength];

    private readonly IDataProtector protector = protection.CreateProtector("Audit");

    public AuditChain NewChain() => new(protector.Protect(RandomNumberGenerator.GetBytes(32)));

    /// <exception cref="CryptographicException">The keys of Data Protection that protect it are lost.</exception>
    public byte[] KeyOf(AuditChain chain) => protector.Unprotect(chain.Key);

    /// <param name="before">The seal before; null for the first entry.</param>
    public static byte[] Seal(byte[] key, int number, AuditEntry entry, byte[]? before)
    {
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content))
        {
            writer.Write(before ?? BeforeFirst);
            writer.Write(number);
            writer.Write(entry.Id);
            writer.Write(entry.At.Ticks);

            // Each text begins with its length, so that no two entries have the same bytes. A missing one differs from an empty one.
            foreach (var text in (string?[])
            [
                entry.Action.ToString(), Text(entry.UserId), entry.ByName, entry.Subject, Text(entry.AccountId), entry.Before, entry.After,
                entry.Network,
            ])
            {
                writer.Write(text is not null);
                writer.Write(text ?? "");
            }
        }

        return HMACSHA256.HashData(key, content.ToArray());
    }

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
