using System.Security.Cryptography;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Web.Content.Pictures;
using CitesDesMetiers.Web.Newsletter.Issues;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Demo;

/// <summary>An account of the demonstration and how to sign in with it.</summary>
internal sealed record DemoSignIn(string Address, Role Role, string Password);

/// <summary>Connects the data of the demonstration with the services that store pictures, publish issues and create accounts.</summary>
internal static class Demonstration
{
    /// <summary>The password of all demonstration accounts in Development. Elsewhere each account gets its own.</summary>
    public const string DevelopmentPassword = "demonstration-2026";

    /// <summary>Fills an empty database. Returns null if it is not empty.</summary>
    public static async Task<IReadOnlyList<DemoSignIn>?> FillAsync(
        IServiceProvider services, int subscribers, CancellationToken cancellation, Action<string>? report = null)
    {
        await using var scope = services.CreateAsyncScope();
        var provider = scope.ServiceProvider;
        var db = provider.GetRequiredService<NewsletterContext>();
        var keys = await provider.GetRequiredService<AddressKeyStore>().GetAsync(cancellation);
        var isDevelopment = provider.GetRequiredService<IHostEnvironment>().IsDevelopment();
        var signIns = DemoAccounts.All
            .Select(a => new DemoSignIn(a.Address, a.Role, isDevelopment ? DevelopmentPassword : DrawPassword())).ToList();

        // All or nothing: if the process stops half-way, the database is still empty and the next start fills it.
        return await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var filled = await FillAsync(provider, db, keys, signIns, subscribers, report, cancellation);
            await transaction.CommitAsync(cancellation);
            return filled ? signIns : null;
        });
    }

    private static async Task<bool> FillAsync(
        IServiceProvider provider, NewsletterContext db, AddressKeys keys, List<DemoSignIn> signIns, int subscribers,
        Action<string>? report, CancellationToken cancellation)
    {
        var result = await new DemoData(db, keys, provider.GetRequiredService<TimeProvider>(), report).FillAsync(
            (picture, alternativeText, credit, ct) => provider.GetRequiredService<PictureStore>().AddAsync(picture, alternativeText, credit, ct),
            async (issueId, publishedAt, ct) =>
            {
                await provider.GetRequiredService<Publisher>().FreezeAsync(issueId, publishedAt, ct);
                db.ChangeTracker.Clear();
            },
            (cites, _) => AddAccountsAsync(provider.GetRequiredService<UserManager<User>>(), cites, signIns),
            subscribers,
            cancellation);
        if (result is DemoResult.Filled && subscribers == DemoData.DefaultSubscribers)
        {
            report?.Invoke("  past dispatches …");
            await new DemoDispatches(db).SendPastEditionsAsync(cancellation);
        }

        return result is DemoResult.Filled;
    }

    /// <summary>The demonstration accounts that exist, to print at the start.</summary>
    public static async Task<IReadOnlyList<DemoSignIn>> AccountsAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var addresses = DemoAccounts.All.Select(a => a.Address).ToList();
        var present = await scope.ServiceProvider.GetRequiredService<NewsletterContext>().Users
            .Where(u => addresses.Contains(u.Email!)).Select(u => u.Email!).ToListAsync(cancellation);
        return [.. DemoAccounts.All.Where(a => present.Contains(a.Address)).Select(a => new DemoSignIn(a.Address, a.Role, DevelopmentPassword))];
    }

    private static async Task AddAccountsAsync(UserManager<User> users, IReadOnlyDictionary<string, int> cites, List<DemoSignIn> signIns)
    {
        // In Development all accounts have the same known password. Hashing is slow on purpose, so each password is hashed once.
        var hashes = new Dictionary<string, string>();
        foreach (var (account, signIn) in DemoAccounts.All.Zip(signIns))
        {
            var user = new User(
                account.Address, account.DisplayName, account.Role, account.CiteSlug is { } slug ? cites[slug] : null)
            { EmailConfirmed = true };
            if (!hashes.TryGetValue(signIn.Password, out var hash))
            {
                hashes[signIn.Password] = hash = users.PasswordHasher.HashPassword(user, signIn.Password);
            }

            user.PasswordHash = hash;
            var result = await users.CreateAsync(user);
            if (!result.Succeeded)
            {
                throw new InvalidOperationException(
                    $"The account {account.Address} was refused: {string.Join(' ', result.Errors.Select(e => e.Code))}.");
            }
        }
    }

    /// <summary>100 random bits, in letters that are not easily confused.</summary>
    private static string DrawPassword() => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 20);
}
