using System.Security.Cryptography;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Core.Storage;

/// <summary>The long-lived secrets of the installation, generated in the database on first use.</summary>
public sealed class StoredKeys(NewsletterContext db, KeyRoots roots, TimeProvider clock)
{
    private const int Length = 32;

    /// <summary>Reads a key, or makes it. The context must be without other changes: it is saved when the key is new.</summary>
    public async Task<byte[]> GetAsync(string name, CancellationToken cancellation)
    {
        if (await FindAsync(name, cancellation) is { } stored)
        {
            return stored;
        }

        // If another instance adds the key at the same moment, that one counts.
        await TryAddAsync(name, cancellation);
        return await FindAsync(name, cancellation) ?? throw new InvalidOperationException($"The key \"{name}\" cannot be read back.");
    }

    /// <returns>False if there is a key of this name.</returns>
    public async Task<bool> TryAddAsync(string name, CancellationToken cancellation)
    {
        db.Keys.Add(roots.Close(name, RandomNumberGenerator.GetBytes(Length), clock.GetUtcNow().UtcDateTime));
        try
        {
            await db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException e) when (DatabaseProvider.Of(db.Database).IsUniqueViolation(e))
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }

    private async Task<byte[]?> FindAsync(string name, CancellationToken cancellation) =>
        await db.Keys.AsNoTracking().FirstOrDefaultAsync(k => k.Name == name, cancellation) is { } key ? roots.Open(key) : null;
}
