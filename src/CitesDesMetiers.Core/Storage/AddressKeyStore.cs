using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Core.Storage;

/// <summary>Gives the installation's <see cref="AddressKeys"/>. Every instance knows a renewed key within a minute.</summary>
public sealed class AddressKeyStore(IServiceScopeFactory scopes, KeyRoots roots, TimeProvider clock) : IDisposable
{
    /// <summary>Recognises addresses, and made all tokens until the first renewal.</summary>
    private const string First = "addresses";

    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);

    /// <summary>By then every instance reads the tokens of a new key, so it may make them.</summary>
    private static readonly TimeSpan TakesEffectAfter = KeptFor * 2;

    /// <summary>Allows one reader at a time: on a new site, concurrent readers would fail to add the same keys and log errors.</summary>
    private readonly SemaphoreSlim reading = new(1, 1);

    private Known? known;

    /// <summary>The keys that renewals added are called <c>tokens-2</c>, <c>tokens-3</c> and so on.</summary>
    public static string Renewed(int number) => $"tokens-{number}";

    public async ValueTask<AddressKeys> GetAsync(CancellationToken cancellation)
    {
        if (Fresh() is { } fresh)
        {
            return fresh;
        }

        await reading.WaitAsync(cancellation);
        try
        {
            if (Fresh() is { } meanwhile)
            {
                return meanwhile;
            }

            var keys = await ReadAsync(cancellation);
            known = new(keys, clock.GetUtcNow());
            return keys;
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>Makes a new key. It makes tokens after two minutes; those of the keys before still open.</summary>
    /// <returns>The name of the key.</returns>
    public async Task<string> RenewAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var stored = scope.ServiceProvider.GetRequiredService<StoredKeys>();
        await stored.GetAsync(First, cancellation);
        for (var number = 2; ; number++)
        {
            if (await stored.TryAddAsync(Renewed(number), cancellation))
            {
                return Renewed(number);
            }
        }
    }

    public void Dispose() => reading.Dispose();

    /// <summary>Null when the keys must be read again. They are if the clock was set back, too.</summary>
    private AddressKeys? Fresh() => known is var (keys, at) && (clock.GetUtcNow() - at).Duration() < KeptFor ? keys : null;

    private async Task<AddressKeys> ReadAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var first = await scope.ServiceProvider.GetRequiredService<StoredKeys>().GetAsync(First, cancellation);
        var renewed = await scope.ServiceProvider.GetRequiredService<NewsletterContext>().Keys.AsNoTracking()
            .Where(k => k.Name.StartsWith("tokens-")).OrderByDescending(k => k.Id).ToListAsync(cancellation);
        var since = clock.GetUtcNow().UtcDateTime - TakesEffectAfter;
        byte[][] ordered =
        [
            .. renewed.Where(k => k.CreatedAt <= since).Select(roots.Open), first, .. renewed.Where(k => !(k.CreatedAt <= since)).Select(roots.Open),
        ];
        return new AddressKeys(first, ordered);
    }

    private sealed record Known(AddressKeys Keys, DateTimeOffset At);
}
