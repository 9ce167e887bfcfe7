using System.Security.Cryptography;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Database;

/// <summary>Gives the installation's <see cref="AddressKeys"/>; draws its key into the database the first time.</summary>
public sealed class AddressKeyStore(IServiceScopeFactory scopes)
{
    private const string Name = "addresses";
    private AddressKeys? keys;

    public async ValueTask<AddressKeys> GetAsync(CancellationToken cancellation) => keys ??= await ReadAsync(cancellation);

    private async Task<AddressKeys> ReadAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
        if (await FindAsync(db, cancellation) is { } stored)
        {
            return stored;
        }

        db.Keys.Add(new StoredKey(Name, RandomNumberGenerator.GetBytes(32)));
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException e) when (DatabaseProvider.Of(db.Database).IsUniqueViolation(e))
        {
            // Another instance drew it in the same moment: that one counts.
        }

        return await FindAsync(db, cancellation) ?? throw new InvalidOperationException("The key of the addresses cannot be read back.");
    }

    private static async Task<AddressKeys?> FindAsync(NewsletterContext db, CancellationToken cancellation) =>
        await db.Keys.Where(k => k.Name == Name).Select(k => k.Value).FirstOrDefaultAsync(cancellation) is { } value ? new AddressKeys(value) : null;
}
