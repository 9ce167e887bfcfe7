using System.Security.Cryptography;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Accounts;

/// <summary>
/// The set-up of a site without accounts: whoever has the token makes the first administrator, and the token is dead. Until then the site
/// shows nothing else. In Development the demonstration brings its accounts along.
/// </summary>
internal sealed class SetUp(
    IServiceScopeFactory scopes, SetUpFile file, IOptions<SiteOptions> site, TimeProvider clock, IHostEnvironment environment)
{
    /// <summary>A start replaces an older token whose link it does not have. Another instance may still be writing that of a younger one.</summary>
    private static readonly TimeSpan LostAfter = TimeSpan.FromHours(1);

    private volatile bool isOver = environment.IsDevelopment();

    public string FilePath => file.Path;

    /// <summary>Whether the site has no account yet. Once it has one, the answer costs nothing.</summary>
    public async ValueTask<bool> IsNeededAsync(CancellationToken cancellation)
    {
        if (isOver)
        {
            return false;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
        if (!await db.Users.AnyAsync(cancellation))
        {
            return true;
        }

        await EndAsync(db, cancellation);
        return false;
    }

    /// <summary>Draws the token, once for all instances.</summary>
    /// <returns>The link to print; null when another instance drew the token, and has the link.</returns>
    public async Task<string?> OpenAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
        var known = file.ReadToken();
        var stored = await db.SetUpTokens.AsNoTracking().SingleOrDefaultAsync(cancellation);
        if (stored is not null && known is not null && Fits(stored, known))
        {
            return LinkOf(known);
        }

        var now = clock.GetUtcNow().UtcDateTime;
        if (stored is not null && stored.CreatedAt >= now - LostAfter)
        {
            return null;
        }

        var drawn = SecretToken.Draw();
        await db.SetUpTokens.Where(t => t.CreatedAt < now - LostAfter).ExecuteDeleteAsync(cancellation);
        db.SetUpTokens.Add(new SetUpToken(drawn.Hash, now));
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException e) when (DatabaseProvider.Of(db.Database).IsUniqueViolation(e))
        {
            return null;
        }

        file.Write(LinkOf(drawn.Value));
        return LinkOf(drawn.Value);
    }

    public async Task<bool> IsTokenAsync(string token, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
        var stored = await db.SetUpTokens.AsNoTracking().SingleOrDefaultAsync(cancellation);
        return stored is not null && Fits(stored, token) && await IsNeededAsync(cancellation);
    }

    /// <summary>Makes the first administrator and ends the set-up, both or neither. Of two at the same time, one is late.</summary>
    /// <returns>Null when the token is dead.</returns>
    public async Task<IdentityResult?> MakeAdministratorAsync(string token, User administrator, string password, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var hash = SecretToken.HashOf(token);
        var result = await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            if (await db.SetUpTokens.Where(t => t.Hash == hash).ExecuteDeleteAsync(cancellation) == 0 || await db.Users.AnyAsync(cancellation))
            {
                return null;
            }

            var made = await users.CreateAsync(administrator, password);
            if (made.Succeeded)
            {
                scope.ServiceProvider.GetRequiredService<AuditLog>()
                    .Add(AuditAction.SetUpDone, administrator, by: AuditPerson.Of(administrator));
                await db.SaveChangesAsync(cancellation);
                await transaction.CommitAsync(cancellation);
            }

            return made;
        });
        if (result is { Succeeded: true })
        {
            await EndAsync(db, cancellation);
        }

        return result;
    }

    /// <summary>For a command that reads the pages, which needs no account.</summary>
    public void Skip() => isOver = true;

    /// <summary>Ends the set-up of a site that has accounts.</summary>
    public async Task EndAsync(NewsletterContext db, CancellationToken cancellation)
    {
        await db.SetUpTokens.ExecuteDeleteAsync(cancellation);
        file.Delete();
        isOver = true;
    }

    private static bool Fits(SetUpToken stored, string token) => CryptographicOperations.FixedTimeEquals(stored.Hash, SecretToken.HashOf(token));

    private string LinkOf(string token) => site.Value.PublicUrl + SetUpAddresses.Link(token);
}
