using System.Security.Cryptography;
using CitesDesMetiers.Core.Subscribers;

namespace CitesDesMetiers.Core.Storage;

/// <summary>A secret outside the database that wraps the keys in it, so that a copy of the database alone opens nothing.</summary>
public abstract class KeyRoot
{
    /// <summary>Tells roots apart, such as <c>file-1f0c…</c>. Not secret: it is stored beside what this root wrapped.</summary>
    public abstract string Id { get; }

    public abstract byte[] Wrap(byte[] key);

    /// <exception cref="CryptographicException">Another root wrapped this, or it was altered.</exception>
    public abstract byte[] Unwrap(byte[] wrapped);
}

/// <summary>The root that wraps keys, and the one before it, which still opens what it wrapped.</summary>
/// <param name="current">Null where none is configured: keys are then stored in clear.</param>
public sealed class KeyRoots(KeyRoot? current, KeyRoot? former)
{
    public KeyRoot? Current { get; } = current;

    public StoredKey Close(string name, byte[] key, DateTime at) => new(name, Current?.Wrap(key) ?? key, Current?.Id, at);

    /// <exception cref="CryptographicException">The root that wrapped the key is not configured.</exception>
    public byte[] Open(StoredKey key) => key.Root is { } id ? Named(id).Unwrap(key.Value) : key.Value;

    public bool Knows(string id) => Find(id) is not null;

    /// <exception cref="CryptographicException">There is no such root.</exception>
    public KeyRoot Named(string id) => Find(id) ?? throw new CryptographicException($"The key was wrapped with {id}, which is not configured.");

    private KeyRoot? Find(string id) => Current?.Id == id ? Current : former?.Id == id ? former : null;
}
