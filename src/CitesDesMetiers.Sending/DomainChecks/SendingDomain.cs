using CitesDesMetiers.Core.Checks;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Sending.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Sending.DomainChecks;

/// <summary>
/// Checks what receivers look up about our mails. Only configured names are queried, never user input. All checks run concurrently
/// within <see cref="DomainCheckLimits"/>; the report is cached for a minute.
/// </summary>
public sealed class SendingDomain(IServiceScopeFactory scopes, IOptions<MailOptions> options, DomainCheckLimits limits, TimeProvider clock)
    : IDisposable
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim running = new(1, 1);
    private CheckReport? last;

    public async Task<CheckReport> ReportAsync(CancellationToken cancellation)
    {
        await running.WaitAsync(cancellation);
        try
        {
            return last is { } kept && clock.GetUtcNow().UtcDateTime - kept.At < KeptFor ? kept : last = await RunAsync();
        }
        finally
        {
            running.Release();
        }
    }

    /// <summary>Discards the cached report.</summary>
    public void Forget() => last = null;

    public void Dispose() => running.Dispose();

    private async Task<CheckReport> RunAsync()
    {
        await using var scope = scopes.CreateAsyncScope();
        var keys = await scope.ServiceProvider.GetRequiredService<NewsletterContext>().DkimKeys.AsNoTracking().OrderBy(k => k.Id).ToListAsync();
        var (mail, now) = (options.Value, clock.GetUtcNow().UtcDateTime);
        string[] senders = [.. new[] { mail.From, mail.TransactionalFrom }.Select(MailOptions.DomainOf).Distinct()];
        using var limit = new CancellationTokenSource(limits.Timeout);

        Task<Finding> Check<T>(string subject, Func<T, Task<Finding>> check)
            where T : notnull => WithinAsync(subject, () => check(scope.ServiceProvider.GetRequiredService<T>()), limit.Token);

        var spf = Check<SpfCheck>(mail.EnvelopeDomain, c => c.RunAsync(mail.EnvelopeDomain, limit.Token));
        var dkim = Task.WhenAll(keys.Where(k => k.RetiredAt is null)
            .Select(k => Check<DkimCheck>($"{k.Selector}._domainkey.{k.Domain}", c => c.RunAsync(k, limit.Token))));
        var dmarc = Task.WhenAll(senders.Select(d => Check<DmarcCheck>(d, c => c.RunAsync(d, limit.Token))));
        var mx = Task.WhenAll(Receivers(mail).Select(r => Check<MxCheck>(r.Domain, c => c.RunAsync(r.Domain, r.Uses, limit.Token))));
        var tls = Task.WhenAll(mail.Relays.Where(r => r.Host.Length > 0).Select(r => Check<TlsCheck>(r.Host, c => c.RunAsync(r, limit.Token))));
        var policies = Task.WhenAll(senders.Select(d => Check<PolicyCheck>(d, c => c.RunAsync(d, limit.Token))));
        List<Finding> signatures =
        [
            .. senders.Where(d => keys.All(k => k.Domain != d || k.RetiredAt is not null)).Select(DkimCheck.WithoutKey),
            .. await dkim,
            .. keys.Where(k => k.RetiredAt is not null).Select(k => DkimCheck.Retired(k, now)),
        ];
        return new(
        [
            new("SPF", "Quels serveurs ont le droit d’écrire pour le domaine.", [await spf]),
            new("DKIM", "La signature de chaque message, vérifiée par les destinataires avec la clé publiée.", signatures),
            new("DMARC", "Ce que les destinataires font d’un message qui se dit du domaine sans en être.", await dmarc),
            new("MX", "Les domaines de nos adresses reçoivent les réponses et les retours.", await mx),
            new(
                "TLS",
                "La connexion à chaque relais, comme pour un envoi.",
                await tls is { Length: > 0 } relays
                    ? relays
                    :
                    [
                        new(
                            "Boîte d’envoi",
                            CheckState.Information,
                            "Les messages deviennent des fichiers (Mail:Transport=Outbox)\u00a0: aucun relais à joindre, rien ne part.")
                    ]),
            new("MTA-STS et TLS-RPT", "Pour information.", await policies),
        ], now);
    }

    /// <summary>Runs a check and ends it in time, whatever it waits for.</summary>
    private static async Task<Finding> WithinAsync(string subject, Func<Task<Finding>> check, CancellationToken limit)
    {
        try
        {
            return await Task.Run(check, CancellationToken.None).WaitAsync(limit);
        }
        catch (OperationCanceledException)
        {
            return Finding.NotChecked(subject, "pas de réponse à temps");
        }
        catch (DnsUnavailableException e)
        {
            return Finding.NotChecked(subject, e.Message);
        }
    }

    private static IEnumerable<(string Domain, string Uses)> Receivers(MailOptions mail) =>
        new[]
        {
            (Domain: MailOptions.DomainOf(mail.From), Use: "expéditeur de la lettre"),
            (Domain: MailOptions.DomainOf(mail.TransactionalFrom), Use: "expéditeur des confirmations"),
            (Domain: mail.ReplyTo is { } reply ? MailOptions.DomainOf(reply) : "", Use: "réponses"),
            (Domain: mail.ReturnPath is null ? "" : mail.EnvelopeDomain, Use: "retours"),
            (Domain: mail.UnsubscribeMailto.Split('@')[^1], Use: "désabonnements par courriel"),
        }.Where(r => r.Domain.Length > 0).GroupBy(r => r.Domain, r => r.Use).Select(g => (g.Key, string.Join(", ", g)));
}
