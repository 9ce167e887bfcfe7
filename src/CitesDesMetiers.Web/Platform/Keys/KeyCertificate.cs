using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using CitesDesMetiers.Core.Storage;

namespace CitesDesMetiers.Web.Platform.Keys;

/// <summary>The root in a certificate with an RSA key. It wraps as CMS does (RFC 5652), which other programs read, too.</summary>
internal sealed class KeyCertificate(X509Certificate2 certificate) : KeyRoot, IDisposable
{
    public override string Id { get; } = "certificate-" + certificate.Thumbprint.ToLowerInvariant();

    /// <exception cref="StartRefusedException">The file cannot be opened, or the certificate cannot wrap.</exception>
    public static KeyCertificate Read(string path, string password)
    {
        try
        {
            return Usable(X509CertificateLoader.LoadPkcs12FromFile(path, password), path);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(
                $"The certificate {path} cannot be opened: {e.Message} Check the path, the account that may read it, and Keys:Password. The keys in the "
                + "database are left as they are.");
        }
    }

    /// <summary>Looks in the personal store of the account, then in that of the machine.</summary>
    /// <exception cref="StartRefusedException">There is no such certificate, or it cannot wrap.</exception>
    public static KeyCertificate Find(string thumbprint)
    {
        foreach (var location in (StoreLocation[])[StoreLocation.CurrentUser, StoreLocation.LocalMachine])
        {
            using var store = new X509Store(StoreName.My, location);
            try
            {
                store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
            }
            catch (CryptographicException)
            {
                // On Linux the machine has no personal store.
                continue;
            }

            if (store.Certificates.Find(X509FindType.FindByThumbprint, thumbprint, validOnly: false).FirstOrDefault() is { } found)
            {
                return Usable(found, thumbprint);
            }
        }

        throw new StartRefusedException(
            $"No certificate with the thumbprint {thumbprint} is in the personal store of this account or of the machine. Install it there with its "
            + "private key. The keys in the database are left as they are.");
    }

    public override byte[] Wrap(byte[] key)
    {
        var envelope = new EnvelopedCms(new ContentInfo(key));
        envelope.Encrypt(new CmsRecipient(SubjectIdentifierType.SubjectKeyIdentifier, certificate, RSAEncryptionPadding.OaepSHA256));
        return envelope.Encode();
    }

    public override byte[] Unwrap(byte[] wrapped)
    {
        var envelope = new EnvelopedCms();
        envelope.Decode(wrapped);
        envelope.Decrypt(new X509Certificate2Collection(certificate));
        return envelope.ContentInfo.Content;
    }

    public void Dispose() => certificate.Dispose();

    private static KeyCertificate Usable(X509Certificate2 certificate, string name)
    {
        using var key = certificate.GetRSAPrivateKey();
        return key is not null
            ? new KeyCertificate(certificate)
            : throw new StartRefusedException($"The certificate {name} has no private RSA key: keys wrapped with it could not be opened.");
    }
}
