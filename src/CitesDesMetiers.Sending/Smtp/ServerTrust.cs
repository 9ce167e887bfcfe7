using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using CitesDesMetiers.Core.French;
using MailKit;
using MailKit.Security;

namespace CitesDesMetiers.Sending.Smtp;

/// <summary>
/// Validates the certificates of mail servers and explains refusals in French. Relays, return mailboxes and the domain page all use
/// it. Decision 0015 explains how revocation lists are handled.
/// </summary>
internal sealed class ServerTrust
{
    public const string WithoutTls = "le serveur ne parle pas TLS à ce port, ou seulement une version trop ancienne";
    public const string WithoutStartTls = "le serveur n’offre pas STARTTLS\u00a0: rien ne lui est confié en clair";

    private const X509ChainStatusFlags NotLookedUp = X509ChainStatusFlags.RevocationStatusUnknown | X509ChainStatusFlags.OfflineRevocation;

    /// <summary>The certificate of the server; null before the handshake, and without TLS.</summary>
    public ShownCertificate? Shown { get; private set; }

    /// <summary>Why the certificate was refused; null when it was not.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Validates the certificates that this client receives.</summary>
    public static ServerTrust Of(IMailService client)
    {
        var trust = new ServerTrust();
        client.ServerCertificateValidationCallback = trust.Accepts;
        return trust;
    }

    /// <summary>Connects, and explains why when the connection would not be secure.</summary>
    /// <exception cref="SslHandshakeException">Its message is the reason, in French.</exception>
    public static async Task ConnectAsync(IMailService client, string host, int port, SecureSocketOptions security, CancellationToken cancellation)
    {
        var trust = Of(client);
        try
        {
            await client.ConnectAsync(host, port, security, cancellation);
        }
        catch (SslHandshakeException e)
        {
            throw new SslHandshakeException(trust.Why(e)!, e);
        }
    }

    /// <summary>Explains a failure to establish a secure connection; null for any other failure.</summary>
    public string? Why(Exception failure) =>
        failure switch
        {
            SslHandshakeException => Refusal is { } reason ? $"certificat refusé, {reason}" : WithoutTls,
            NotSupportedException => WithoutStartTls,
            _ => null,
        };

    /// <summary>Implements <see cref="RemoteCertificateValidationCallback"/>.</summary>
    public bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var shown = certificate as X509Certificate2;
        Shown = shown is null
            ? null
            : new ShownCertificate(
                Name(shown, X509NameType.DnsName, shown.Subject),
                Name(shown, X509NameType.SimpleName, shown.Issuer, issuer: true),
                shown.NotAfter.ToUniversalTime());
        Refusal = Validate(shown, chain, errors);
        return Refusal is null;
    }

    private static string? Validate(X509Certificate2? shown, X509Chain? chain, SslPolicyErrors errors)
    {
        var flags = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status) ?? X509ChainStatusFlags.NoError;
        return errors switch
        {
            SslPolicyErrors.None => null,
            _ when shown is null => "le serveur n’en montre aucun",
            _ when flags.HasFlag(X509ChainStatusFlags.Revoked) => "il a été révoqué par son autorité",
            _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) =>
                $"il est fait pour un autre nom ({Name(shown, X509NameType.DnsName, shown.Subject)})",
            _ when flags.HasFlag(X509ChainStatusFlags.NotTimeValid) => Time(chain!),

            // A revocation list that cannot be reached is no reason to refuse the certificate.
            SslPolicyErrors.RemoteCertificateChainErrors when flags != X509ChainStatusFlags.NoError
                && (flags & ~NotLookedUp) == X509ChainStatusFlags.NoError => null,
            _ => "personne ne s’en porte garant (autorité inconnue)",
        };
    }

    /// <summary>Explains a validity period that has ended or not begun, of the certificate or of an issuer.</summary>
    private static string Time(X509Chain chain)
    {
        var ended = chain.ChainElements.First(e => e.ChainElementStatus.Any(s => s.Status == X509ChainStatusFlags.NotTimeValid)).Certificate;
        var (who, start, end) = (ended == chain.ChainElements[0].Certificate ? "il"
            : "un certificat qui le garantit", ended.NotBefore.ToUniversalTime(), ended.NotAfter.ToUniversalTime());
        return start > TimeProvider.System.GetUtcNow().UtcDateTime ? $"{who} n’est valable qu’à partir du {ParisTime.Show(start)}"
            : $"{who} est périmé depuis le {ParisTime.Show(end)}";
    }

    private static string Name(X509Certificate2 certificate, X509NameType type, string otherwise, bool issuer = false) =>
        certificate.GetNameInfo(type, issuer) is { Length: > 0 } name ? name : otherwise;
}

/// <summary>The certificate a server has presented.</summary>
/// <param name="End">The end of its validity, UTC.</param>
internal sealed record ShownCertificate(string Name, string Issuer, DateTime End);
