using System.Security.Cryptography;
using System.Text;
using CitesDesMetiers.Core.Storage;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.X509;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>
/// Signs proofs with the installation's Ed25519 key (RFC 8032), which is created at first use. The site publishes the public key, so
/// that anyone can verify a proof.
/// </summary>
public sealed class ProofKey(IServiceScopeFactory scopes)
{
    private const string Name = "proofs";
    private const string Mark = "\n----- SIGNATURE -----\n";

    /// <returns>The text followed by its signature.</returns>
    public async Task<string> SignAsync(string text, string publicKeyAddress, CancellationToken cancellation)
    {
        var content = Encoding.UTF8.GetBytes(text);
        var signature = new byte[Ed25519PrivateKeyParameters.SignatureSize];
        (await GetAsync(cancellation))
            .Sign(Org.BouncyCastle.Math.EC.Rfc8032.Ed25519.Algorithm.Ed25519, null, content, 0, content.Length, signature, 0);
        return $"{text}{Mark}Signature Ed25519 (RFC 8032), en base64, de tout ce qui précède la ligne vide au-dessus de « SIGNATURE », en "
            + $"UTF-8.\nClé publique : {publicKeyAddress}\n{Convert.ToBase64String(signature)}\n";
    }

    /// <summary>Whether this installation signed the text and it is unchanged. Line endings may differ, because programs convert them.</summary>
    public async Task<bool> VerifyAsync(string proof, CancellationToken cancellation)
    {
        var text = proof.ReplaceLineEndings("\n");
        var key = await GetAsync(cancellation);
        var at = text.LastIndexOf(Mark, StringComparison.Ordinal);
        var signature = new byte[Ed25519PrivateKeyParameters.SignatureSize];
        if (at < 0 || !Convert.TryFromBase64String(text.TrimEnd().Split('\n')[^1], signature, out var length) || length != signature.Length)
        {
            return false;
        }

        var content = Encoding.UTF8.GetBytes(text[..at].TrimStart('\uFEFF'));
        return key.GeneratePublicKey().Verify(
            Org.BouncyCastle.Math.EC.Rfc8032.Ed25519.Algorithm.Ed25519, null, content, 0, content.Length, signature, 0);
    }

    /// <summary>The public key as PEM (RFC 7468, 8410).</summary>
    public async Task<string> PublicPemAsync(CancellationToken cancellation)
    {
        var key = await GetAsync(cancellation);
        return PemEncoding.WriteString("PUBLIC KEY", SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(key.GeneratePublicKey()).GetDerEncoded())
            + "\n";
    }

    private async Task<Ed25519PrivateKeyParameters> GetAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return new(await scope.ServiceProvider.GetRequiredService<StoredKeys>().GetAsync(Name, cancellation), 0);
    }
}
