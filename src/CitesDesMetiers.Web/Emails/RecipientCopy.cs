using System.Buffers;
using CitesDesMetiers.Core.Issues;

namespace CitesDesMetiers.Web.Emails;

/// <summary>
/// One body of an edition, cut once at the marks of <see cref="RecipientMarks"/>, from which each recipient's copy is
/// joined in one allocation. Thread-safe.
/// </summary>
public sealed class RecipientCopy(string marked)
{
    private static readonly SearchValues<char> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    private readonly string[] segments = marked.Split(RecipientMarks.Token);

    /// <summary>What stands before, between and after the marks: the same for every recipient.</summary>
    public IReadOnlyList<string> Segments => segments;

    /// <exception cref="ArgumentException">The token is empty or would need an escape in an address (RFC 3986 2.3).</exception>
    public string For(string token)
    {
        ArgumentException.ThrowIfNullOrEmpty(token);
        return token.AsSpan().ContainsAnyExcept(Unreserved)
            ? throw new ArgumentException("A token stands in addresses as it is.", nameof(token))
            : string.Join(token, segments);
    }
}
