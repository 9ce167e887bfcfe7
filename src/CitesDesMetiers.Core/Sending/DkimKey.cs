namespace CitesDesMetiers.Core.Sending;

/// <summary>Signature algorithms of DKIM (RFC 8301, RFC 8463).</summary>
public enum DkimAlgorithm
{
    RsaSha256,
    Ed25519Sha256,
}

/// <summary>A DKIM key of a domain (RFC 6376). Every key of the domain in use signs each mail.</summary>
/// <param name="domain">The domain in A-labels: the <c>d=</c> of the signature.</param>
/// <param name="selector">The <c>s=</c> of the signature; its record stands at <c>selector._domainkey.domain</c>.</param>
/// <param name="privateKey">Encrypted by Data Protection.</param>
/// <param name="publicKey">The key in the DNS record: SubjectPublicKeyInfo for RSA, 32 bytes for Ed25519.</param>
/// <param name="createdAt">UTC.</param>
public class DkimKey(string domain, string selector, DkimAlgorithm algorithm, byte[] privateKey, byte[] publicKey, DateTime createdAt)
{
    public int Id { get; private set; }
    public string Domain { get; private set; } = domain;
    public string Selector { get; private set; } = selector;
    public DkimAlgorithm Algorithm { get; private set; } = algorithm;
    public byte[] PrivateKey { get; private set; } = privateKey;
    public byte[] PublicKey { get; private set; } = publicKey;
    public DateTime CreatedAt { get; private set; } = createdAt;

    /// <summary>UTC; null while it signs. Its DNS record must stay some days longer, for mails still under way.</summary>
    public DateTime? RetiredAt { get; private set; }

    public void Retire(DateTime now) => RetiredAt ??= now;
}
