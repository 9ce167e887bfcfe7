using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers;

namespace CitesDesMetiers.Web.Database;

/// <summary>Gives the installation's <see cref="AddressKeys"/>.</summary>
public sealed class AddressKeyStore(IServiceScopeFactory scopes)
{
    private const string Name = "addresses";
    private AddressKeys? keys;

    public async ValueTask<AddressKeys> GetAsync(CancellationToken cancellation) => keys ??= await ReadAsync(cancellation);

    private async Task<AddressKeys> ReadAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return new AddressKeys(await StoredKeys.GetAsync(scope.ServiceProvider.GetRequiredService<NewsletterContext>(), Name, cancellation));
    }
}
