namespace CitesDesMetiers.Core.Subscribers;

/// <summary>A long-lived key, stored in the database so that every instance has the same.</summary>
/// <param name="value">The key itself, or the key as <paramref name="root"/> wrapped it.</param>
/// <param name="root">What wrapped the key (<c>KeyRoot.Id</c>); null for a key in clear.</param>
/// <param name="createdAt">In UTC. Null for the keys of versions that did not note it.</param>
public class StoredKey(string name, byte[] value, string? root, DateTime? createdAt)
{
    public const int RootLength = 80;

    public int Id { get; private set; }
    public string Name { get; private set; } = name;
    public byte[] Value { get; private set; } = value;
    public string? Root { get; private set; } = root;
    public DateTime? CreatedAt { get; private set; } = createdAt;
}
