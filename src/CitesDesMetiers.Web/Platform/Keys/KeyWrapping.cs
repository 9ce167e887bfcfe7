using System.Security.Cryptography;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Platform.Keys;

/// <summary>
/// Before the site starts: checks that its root opens the keys in the database, and wraps those that lie in clear or under the former root.
/// </summary>
internal sealed class KeyWrapping(NewsletterContext db, IOptions<KeyOptions> options, IServiceProvider services, ILogger<KeyWrapping> logger)
{
    /// <summary>
    /// A key that opens nothing. The first instance that has a root adds it; from then on it says which root wraps the keys of this
    /// database, so that no other one can take its place by mistake.
    /// </summary>
    private const string Witness = "root";

    /// <exception cref="StartRefusedException">The root is missing, or is another than the one that wrapped the keys.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var known = await WitnessAsync(cancellation);
        Check(options.Value.File);
        if (known is null && options.Value.File.Length > 0)
        {
            KeyFile.CreateMissing(options.Value.File);
        }

        var roots = services.GetRequiredService<KeyRoots>();
        if (roots.Current is not { } root)
        {
            RefuseUnless(known is null, known, "Neither Keys:File nor Keys:Certificate is set");
            return;
        }

        if (known is null)
        {
            await services.GetRequiredService<StoredKeys>().GetAsync(Witness, cancellation);
            known = await WitnessAsync(cancellation);
        }

        RefuseUnless(Opens(roots, known!), known, $"The root configured now is {root.Id}");
        if (await WrapAsync(roots, cancellation))
        {
            // What was overwritten is still in the write-ahead log of SQLite.
            await DatabaseProvider.Of(db.Database).ForgetDeletedAsync(db.Database, cancellation);
        }
    }

    /// <summary>Logs, at each start of the site, what the operator should do about their keys.</summary>
    public void Warn()
    {
        if (options.Value.IsEmpty)
        {
            logger.LogWarning(
                "The keys in the database are in clear: whoever has a copy of the database can open its links and sessions. Set Keys:File to a file outside the folder of the database, which the next start makes, or Keys:Certificate. Keep a copy of it apart from the backups of the database.");
        }
        else if (options.Value.File is { Length: > 0 } file && OwnerOnlyFile.IsOpenToOthers(file))
        {
            logger.LogWarning("Other accounts of this machine may read the key file {File}: set its mode to 0600.", file);
        }
    }

    private void Check(string file)
    {
        if (file.Length > 0 && db.Database.IsSqlite()
            && Path.GetDirectoryName(new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource) == Path.GetDirectoryName(file))
        {
            throw new StartRefusedException(
                $"Keys:File is {file}, in the folder of the database: who copies the folder would have both. Name a file in another folder.");
        }
    }

    private static void RefuseUnless(bool holds, StoredKey? witness, string found)
    {
        if (!holds)
        {
            throw new StartRefusedException(
                $"The keys in the database are wrapped with {witness!.Root}. {found}, which cannot open them. Configure the file or certificate they were "
                + "wrapped with, as Keys:Former if a new one takes its place. Nothing was changed, and no new key was made.");
        }
    }

    private static bool Opens(KeyRoots roots, StoredKey witness)
    {
        try
        {
            return witness.Root is not null && roots.Open(witness).Length > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private Task<StoredKey?> WitnessAsync(CancellationToken cancellation) =>
        db.Keys.AsNoTracking().FirstOrDefaultAsync(k => k.Name == Witness, cancellation);

    private async Task<bool> WrapAsync(KeyRoots roots, CancellationToken cancellation)
    {
        var wrapped = 0;
        foreach (var key in await db.DataProtectionKeys.AsNoTracking().ToListAsync(cancellation))
        {
            if (WrappedKey.Renew(key.Xml!, roots) is { } xml)
            {
                wrapped += await db.DataProtectionKeys.Where(k => k.Id == key.Id)
                    .ExecuteUpdateAsync(k => k.SetProperty(x => x.Xml, xml), cancellation);
            }
        }

        // The witness comes last: until then, a start without the former root is refused.
        var current = roots.Current!;
        foreach (var key in await db.Keys.AsNoTracking().Where(k => k.Root != current.Id).OrderBy(k => k.Name == Witness).ToListAsync(cancellation))
        {
            var value = current.Wrap(roots.Open(key));
            wrapped += await db.Keys.Where(k => k.Id == key.Id && k.Root == key.Root)
                .ExecuteUpdateAsync(k => k.SetProperty(x => x.Value, value).SetProperty(x => x.Root, current.Id), cancellation);
        }

        if (wrapped > 0)
        {
            logger.LogInformation("{Count} keys in the database are wrapped with {Root} now.", wrapped, current.Id);
        }

        return wrapped > 0;
    }
}
