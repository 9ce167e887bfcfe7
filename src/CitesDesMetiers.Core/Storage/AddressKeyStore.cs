using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Core.Storage;

/// <summary>Gives the installation's <see cref="AddressKeys"/>.</summary>
public sealed class AddressKeyStore(IServiceScopeFactory scopes) : IDisposable
{
    private const string Name = "addresses";

    /// <summary>Allows one reader at a time: on a new site, concurrent readers would fail to add the same keys and log errors.</summary>
    private readonly SemaphoreSlim reading = new(1, 1);

    private AddressKeys? keys;

    public async ValueTask<AddressKeys> GetAsync(CancellationToken cancellation)
    {
        if (keys is null)
        {
            await reading.WaitAsync(cancellation);
            try
            {
                keys ??= await ReadAsync(cancellation);
            }
            finally
            {
                reading.Release();
            }
        }

        return keys;
    }

    public void Dispose() => reading.Dispose();

    private async Task<AddressKeys> ReadAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return new AddressKeys(await StoredKeys.GetAsync(scope.ServiceProvider.GetRequiredService<NewsletterContext>(), Name, cancellation));
    }
}
