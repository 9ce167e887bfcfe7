using System.Threading.RateLimiting;
using Microsoft.Extensions.Caching.Memory;

namespace CitesDesMetiers.Web.Site.Cards;

/// <summary>
/// Draws one card at a time, because each takes some 0.1 s of a processor, and keeps those that were asked for lately. A flood of requests
/// costs other visitors one processor at most, and no more than a few wait.
/// </summary>
public sealed class DrawnCards : IDisposable
{
    /// <summary>Bytes; a card has some 25 KB.</summary>
    private const long MostMemory = 16 * 1024 * 1024;
    private const int MostWaiting = 20;

    private readonly MemoryCache cards = new(new MemoryCacheOptions { SizeLimit = MostMemory });
    private readonly ConcurrencyLimiter turns = new(new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = MostWaiting });

    internal Func<Card, byte[]> Draw { get; init; } = CardDrawing.Draw;

    /// <returns>PNG; null if too many wait already.</returns>
    internal async Task<byte[]?> FindOrDrawAsync(Card card, CancellationToken cancellation)
    {
        if (cards.TryGetValue(card, out byte[]? known))
        {
            return known;
        }

        using var turn = await turns.AcquireAsync(1, cancellation);
        if (!turn.IsAcquired)
        {
            return null;
        }

        // Somebody may have drawn it meanwhile.
        return cards.TryGetValue(card, out known) ? known : Keep(card, Draw(card));
    }

    public void Dispose()
    {
        cards.Dispose();
        turns.Dispose();
    }

    private byte[] Keep(Card card, byte[] bytes) => cards.Set(card, bytes, new MemoryCacheEntryOptions { Size = bytes.Length });
}

internal static class CardsSetup
{
    public static void AddCards(this WebApplicationBuilder builder) => builder.Services.AddSingleton<DrawnCards>();
}
