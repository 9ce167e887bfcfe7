using System.Collections.Concurrent;
using System.Security.Cryptography;
using CitesDesMetiers.Core.Sending;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace CitesDesMetiers.Sending.Signing;

/// <summary>A DKIM key ready for use: RSA by the runtime, Ed25519 by BouncyCastle, which MimeKit depends on.</summary>
internal sealed class SigningKey
{
    /// <summary>The header fields to sign when present (RFC 6376 5.4.1, RFC 8058 4). From is listed twice, so that nobody can add another.</summary>
    public static readonly string[] Fields =
    [
        "from", "from", "reply-to", "to", "subject", "date", "message-id", "mime-version", "content-type", "list-id", "list-unsubscribe",
        "list-unsubscribe-post", "list-help", "list-owner", "list-archive", "list-post", "feedback-id",
    ];

    /// <summary>RSA instances that no thread uses: one instance is not guaranteed to be thread-safe.</summary>
    private readonly ConcurrentBag<RSA> idle = [];
    private readonly byte[] secret;
    private readonly AsymmetricKeyParameter parameters;

    /// <param name="secret">PKCS#8 for RSA, the seed of 32 bytes for Ed25519.</param>
    public SigningKey(string domain, string selector, DkimAlgorithm algorithm, byte[] secret)
    {
        (Domain, Selector, Algorithm, this.secret) = (domain, selector, algorithm, secret);
        parameters = algorithm is DkimAlgorithm.RsaSha256 ? PrivateKeyFactory.CreateKey(secret) : new Ed25519PrivateKeyParameters(secret);
    }

    public string Domain { get; }
    public string Selector { get; }
    public DkimAlgorithm Algorithm { get; }

    /// <summary>The <c>a=</c> of the signature.</summary>
    public string Name => Algorithm is DkimAlgorithm.RsaSha256 ? "rsa-sha256" : "ed25519-sha256";

    /// <param name="hash">SHA-256 of the canonical header fields; the signature field comes last.</param>
    public byte[] Sign(byte[] hash)
    {
        if (Algorithm is DkimAlgorithm.RsaSha256)
        {
            var rsa = idle.TryTake(out var free) ? free : Import();
            var signed = rsa.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            idle.Add(rsa);
            return signed;
        }

        // PureEdDSA signs the hash (RFC 8463 3).
        var signature = new byte[Ed25519PrivateKeyParameters.SignatureSize];
        ((Ed25519PrivateKeyParameters)parameters)
            .Sign(Org.BouncyCastle.Math.EC.Rfc8032.Ed25519.Algorithm.Ed25519, null, hash, 0, hash.Length, signature, 0);
        return signature;
    }

    /// <summary>Signs a message that MimeKit will format; nothing may change it afterwards.</summary>
    public void Sign(MimeMessage message)
    {
        var signer = new DkimSigner(
            parameters, Domain, Selector, Algorithm is DkimAlgorithm.RsaSha256 ? DkimSignatureAlgorithm.RsaSha256
                : DkimSignatureAlgorithm.Ed25519Sha256)
        {
            HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
            BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
        };
        signer.Sign(message, [.. Fields.Distinct().Where(f => message.Headers.Contains(f) || message.Body?.Headers.Contains(f) == true)
            .Prepend("from")]);
    }

    private RSA Import()
    {
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(secret, out _);
        return rsa;
    }
}
