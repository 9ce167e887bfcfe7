using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using CitesDesMetiers.Core.Checks;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Sending.Settings;
using CitesDesMetiers.Sending.Smtp;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Sending.DomainChecks;

/// <summary>Connects to a relay as the engine does and reports the TLS connection. It sends neither a mail nor a password.</summary>
internal sealed class TlsCheck(IOptions<MailOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan SoonOver = TimeSpan.FromDays(21);

    public async Task<Finding> RunAsync(SmtpRelay relay, CancellationToken cancellation)
    {
        var subject = $"{relay.Host}, port {relay.Port}";
        using var client = new SmtpClient { LocalDomain = options.Value.LocalDomain };
        var trust = ServerTrust.Of(client);
        try
        {
            await client.ConnectAsync(relay.Host, relay.Port, relay.Security, cancellation);
            var finding = Judge(subject, relay, client, trust.Shown);
            await client.DisconnectAsync(quit: true, cancellation);
            return finding;
        }
        catch (NotSupportedException e)
        {
            return new(subject, CheckState.ToFix, $"{Sentence(trust.Why(e)!)} Demandez à son exploitant de l’activer, ou prenez le port qui "
                + "chiffre d’emblée (Mail:Smtp:Security=SslOnConnect).");
        }
        catch (SslHandshakeException e) when (trust.Shown is { } refused)
        {
            return new(subject, CheckState.ToFix, $"{Sentence(trust.Why(e)!)} Rien ne part vers ce relais.") { Remarks = [Describe(refused)] };
        }
        catch (SslHandshakeException e)
        {
            return new(subject, CheckState.ToFix, $"{Sentence(trust.Why(e)!)} Vérifiez Mail:Smtp:Port et Mail:Smtp:Security.");
        }
        catch (Exception e) when (SmtpFailures.IsExpected(e) && !cancellation.IsCancellationRequested)
        {
            var what = e is SocketException ? $"Le relais ne répond pas ({e.Message})" : "Le relais a coupé la connexion ou répondu de travers";
            return new(subject, CheckState.ToFix, $"{what}. Rien ne part tant qu’il en est ainsi.");
        }
    }

    private Finding Judge(string subject, SmtpRelay relay, SmtpClient client, ShownCertificate? certificate)
    {
        var size = client.Capabilities.HasFlag(SmtpCapabilities.Size) && client.MaxSize > 0
            ? $"Messages jusqu’à {(client.MaxSize / 1_000_000m).ToString("0.#", CultureInfo.GetCultureInfo("fr"))}\u00a0Mo."
            : "Le relais ne dit pas la taille qu’il accepte.";
        if (relay.User is not null && client.AuthenticationMechanisms.Count == 0)
        {
            return new(subject, CheckState.ToFix,
                "Un mot de passe est configuré, mais le relais n’en demande pas à ce port\u00a0: vérifiez Mail:Smtp:Port.")
            { Remarks = [size] };
        }

        if (!client.IsSecure || certificate is null)
        {
            return new(subject, CheckState.Ok, "En clair, sur cette machine.")
            {
                Remarks = [client.Capabilities.HasFlag(SmtpCapabilities.StartTLS) ? "STARTTLS est offert." : "STARTTLS n’est pas offert.", size]
            };
        }

        var version = client.SslProtocol switch { SslProtocols.Tls13 => "TLS 1.3", SslProtocols.Tls12 => "TLS 1.2", var old => old.ToString() };
        var how = relay.Security is SecureSocketOptions.StartTls ? "par STARTTLS" : "d’emblée";
        string[] remarks = [Describe(certificate), size];
        return client.SslProtocol is not (SslProtocols.Tls12 or SslProtocols.Tls13)
            ? new(subject, CheckState.ToFix, $"Chiffré {how}, mais en {version}, qui n’est plus sûr.") { Remarks = remarks }
            : certificate.End - clock.GetUtcNow().UtcDateTime < SoonOver
            ? new(subject, CheckState.ToFix, $"Chiffré {how} en {version}, mais le certificat finit bientôt, le "
                + $"{ParisTime.Show(certificate.End)}. Passé ce jour, rien ne part.")
            { Remarks = remarks }
            : new(subject, CheckState.Ok, $"Chiffré {how} en {version}, certificat valable.") { Remarks = remarks };
    }

    private static string Sentence(string why) => $"{char.ToUpperInvariant(why[0])}{why[1..]}.";

    private static string Describe(ShownCertificate certificate) =>
        $"Certificat de {certificate.Name}, émis par {certificate.Issuer}, valable jusqu’au {ParisTime.Show(certificate.End)}.";
}
