using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Sending.Smtp;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Returns;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Sending.Smtp;

/// <summary>Which certificates of mail servers are accepted, judged over real chains up to an authority made here.</summary>
public sealed class ServerTrustTests : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private readonly RSA authorityKey = RSA.Create(2048);
    private readonly X509Certificate2 authority;
    private readonly HttpListener lists = new();
    private readonly string address;

    public ServerTrustTests()
    {
        var request = new CertificateRequest(
            "CN=Autorité d’essai " + Guid.NewGuid(), authorityKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        authority = request.CreateSelfSigned(Now.AddDays(-60), Now.AddDays(60));
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
    }

    [Fact]
    public void A_list_of_revoked_certificates_that_cannot_be_reached_stops_no_dispatch()
    {
        using var certificate = Issue(address + "liste.crl");

        var (trust, isAccepted, flags) = Judge(certificate);

        Assert.True(flags.HasFlag(X509ChainStatusFlags.RevocationStatusUnknown), $"The list was not reached: {flags}");
        Assert.True(isAccepted, trust.Refusal);
    }

    [Fact]
    public void A_certificate_that_its_authority_has_revoked_is_refused()
    {
        using var certificate = Issue(address + "liste.crl");
        var list = new CertificateRevocationListBuilder();
        list.AddEntry(certificate, Now.AddHours(-1), X509RevocationReason.KeyCompromise);
        Serve(list.Build(authority, 1, Now.AddDays(1), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1, Now.AddDays(-1)));

        var (trust, isAccepted, _) = Judge(certificate);

        Assert.False(isAccepted);
        Assert.Equal("il a été révoqué par son autorité", trust.Refusal);
    }

    [Theory]
    [InlineData(true, SslPolicyErrors.None, 5, null)]
    [InlineData(false, SslPolicyErrors.None, 5, "personne ne s’en porte garant (autorité inconnue)")]
    [InlineData(true, SslPolicyErrors.RemoteCertificateNameMismatch, 5, "il est fait pour un autre nom (smtp.example.org)")]
    [InlineData(true, SslPolicyErrors.None, -5, "il est périmé depuis le")]
    public void Authority_name_and_date_are_told_apart_though_the_list_cannot_be_reached(bool isKnown, SslPolicyErrors name, int days, string? reason)
    {
        using var certificate = Issue(address + "liste.crl", days);

        var (trust, isAccepted, _) = Judge(certificate, isKnown, name);

        Assert.Equal(reason is null, isAccepted);
        Assert.StartsWith(reason ?? "", trust.Refusal ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_return_mailbox_whose_certificate_nobody_vouches_for_is_told_to_the_administrators_with_the_reason(bool isImap)
    {
        using var certificate = RelayTests.SelfSigned();
        await using var server = new SmtpListener(0, certificate);
        await using var site = new ReturnSite(isImap ? new ImapListener() : new Pop3Listener());
        site.Settings["Mail:Returns:Port"] = server.Port.ToString(CultureInfo.InvariantCulture);
        site.Settings["Mail:Returns:Security"] = "SslOnConnect";
        using var administrator = await DeskClient.SignInAsync(site, Role.Administrator);

        await Eventually.TrueAsync(
            () => site.WithDatabaseAsync(db => db.Notifications.AnyAsync(TestContext.Current.CancellationToken)), "it is told");

        var line = (await site.WithDatabaseAsync(db => db.Notifications.FirstAsync(TestContext.Current.CancellationToken))).Line;
        Assert.Contains(
            "certificat refusé, personne ne s’en porte garant (autorité inconnue). Les retours ne sont plus lus", line, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        lists.Close();
        authority.Dispose();
        authorityKey.Dispose();
    }

    private X509Certificate2 Issue(string list, int days = 5)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=smtp.example.org", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([list]));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        return request.Create(authority, Now.AddDays(-30), Now.AddDays(days), Guid.NewGuid().ToByteArray());
    }

    private (ServerTrust Trust, bool IsAccepted, X509ChainStatusFlags Flags) Judge(
        X509Certificate2 certificate, bool isKnown = true, SslPolicyErrors name = SslPolicyErrors.None)
    {
        using var chain = new X509Chain
        {
            ChainPolicy =
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.Online,
                RevocationFlag = X509RevocationFlag.ExcludeRoot,
                UrlRetrievalTimeout = TimeSpan.FromSeconds(5),
            },
        };
        (isKnown ? chain.ChainPolicy.CustomTrustStore : chain.ChainPolicy.ExtraStore).Add(authority);
        var errors = name | (chain.Build(certificate) ? SslPolicyErrors.None : SslPolicyErrors.RemoteCertificateChainErrors);
        var trust = new ServerTrust();
        return (
            trust,
            trust.Accepts("smtp.example.org", certificate, chain, errors),
            chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status));
    }

    private void Serve(byte[] list)
    {
        lists.Prefixes.Add(address);
        lists.Start();
        _ = Task.Run(async () =>
        {
            while (lists.IsListening)
            {
                var asked = await lists.GetContextAsync();
                await asked.Response.OutputStream.WriteAsync(list);
                asked.Response.Close();
            }
        });
    }
}
