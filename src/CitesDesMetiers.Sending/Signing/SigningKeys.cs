using System.Security.Cryptography;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Sending;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Org.BouncyCastle.Crypto.Parameters;

namespace CitesDesMetiers.Sending.Signing;

/// <summary>The DKIM keys in use, encrypted in the database. Every instance knows a new key within a minute.</summary>
public sealed class SigningKeys(IServiceScopeFactory scopes, IDataProtectionProvider protection, TimeProvider clock, ILogger<SigningKeys> logger)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);

    private readonly IDataProtector protector = protection.CreateProtector(nameof(DkimKey));
    private IReadOnlyList<SigningKey> known = [];
    private string read = "";
    private DateTimeOffset readAt = DateTimeOffset.MinValue;

    /// <summary>Gets the keys that sign for a domain; without any, its mails are sent unsigned.</summary>
    internal async ValueTask<IReadOnlyList<SigningKey>> OfAsync(string domain, CancellationToken cancellation)
    {
        if (clock.GetUtcNow() - readAt > KeptFor)
        {
            await ReadAsync(cancellation);
        }

        return [.. known.Where(k => k.Domain == domain)];
    }

    /// <summary>Generates a key. It signs once it is saved.</summary>
    public DkimKey Create(string domain, string selector, DkimAlgorithm algorithm)
    {
        if (algorithm is DkimAlgorithm.RsaSha256)
        {
            using var rsa = RSA.Create(2048);
            return Keep(rsa.ExportPkcs8PrivateKey(), rsa.ExportSubjectPublicKeyInfo());
        }

        var seed = RandomNumberGenerator.GetBytes(Ed25519PrivateKeyParameters.KeySize);
        return Keep(seed, new Ed25519PrivateKeyParameters(seed).GeneratePublicKey().GetEncoded());

        DkimKey Keep(byte[] secret, byte[] shown) =>
            new(domain, selector, algorithm, protector.Protect(secret), shown, clock.GetUtcNow().UtcDateTime);
    }

    /// <summary>Whether the key can be decrypted; otherwise it signs nothing.</summary>
    public bool CanOpen(DkimKey key) => Open(key) is not null;

    private async Task ReadAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var keys = await scope.ServiceProvider.GetRequiredService<NewsletterContext>().DkimKeys.AsNoTracking()
            .Where(k => k.RetiredAt == null).OrderBy(k => k.Id).ToListAsync(cancellation);
        var ids = string.Join(',', keys.Select(k => k.Id));
        if (ids != read)
        {
            known = [.. keys.Select(Open).OfType<SigningKey>()];
            read = ids;
        }

        readAt = clock.GetUtcNow();
    }

    private SigningKey? Open(DkimKey key)
    {
        try
        {
            return new SigningKey(key.Domain, key.Selector, key.Algorithm, protector.Unprotect(key.PrivateKey));
        }
        catch (CryptographicException e)
        {
            logger.LogError(e, "The signing key {Selector} cannot be decrypted: mails are sent without its signature", key.Selector);
            return null;
        }
    }
}
