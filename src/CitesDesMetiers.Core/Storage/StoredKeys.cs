using System.Security.Cryptography;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Core.Storage;

/// <summary>The long-lived secrets of the installation, generated in the database on first use.</summary>
public static class StoredKeys
{
    private const int Length = 32;

    /// <param name="db">A context without other changes: it is saved when the key is new.</param>
    public static async Task<byte[]> GetAsync(NewsletterContext db, string name, CancellationToken cancellation)
    {
        if (await FindAsync(db, name, cancellation) is { } stored)
        {
            return stored;
        }

        db.Keys.Add(new StoredKey(name, RandomNumberGenerator.GetBytes(Length)));
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException e) when (DatabaseProvider.Of(db.Database).IsUniqueViolation(e))
        {
            // Another instance added the key at the same moment: use that one.
            db.ChangeTracker.Clear();
        }

        return await FindAsync(db, name, cancellation) ?? throw new InvalidOperationException($"The key \"{name}\" cannot be read back.");
    }

    private static Task<byte[]?> FindAsync(NewsletterContext db, string name, CancellationToken cancellation) =>
        db.Keys.Where(k => k.Name == name).Select(k => (byte[]?)k.Value).FirstOrDefaultAsync(cancellation);
}
