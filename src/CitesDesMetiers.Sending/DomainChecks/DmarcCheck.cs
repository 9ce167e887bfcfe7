using CitesDesMetiers.Core.Checks;
using CitesDesMetiers.Sending.Settings;
using CitesDesMetiers.Sending.Signing;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Sending.DomainChecks;

/// <summary>Checks the DMARC policy of a domain and whether our mails pass it (RFC 7489).</summary>
internal sealed class DmarcCheck(DnsLookups dns, SigningKeys keys, IOptions<MailOptions> options)
{
    private const int MaxParents = 5;

    /// <param name="domain">The domain of the From address.</param>
    public async Task<Finding> RunAsync(string domain, CancellationToken cancellation)
    {
        var signs = (await keys.OfAsync(domain, cancellation)).Count > 0;
        foreach (var parent in Upwards(domain))
        {
            var records = (await dns.TxtAsync("_dmarc." + parent, cancellation)).Records.Where(IsDmarc).ToList();
            if (records.Count > 0)
            {
                return records.Count > 1
                    ? Wrong(
                        domain, parent, $"{records.Count} enregistrements DMARC sous _dmarc.{parent}\u00a0: il en faut un seul, sinon aucun ne vaut.")
                    : Judge(domain, parent, TagList.Read(records[0]), signs);
            }
        }

        return Wrong(domain, domain, "Aucun enregistrement DMARC. Gmail, Yahoo et Outlook en exigent un pour les envois en nombre.");
    }

    /// <summary>The domain and its parents that contain a dot. Without a public suffix list each is queried; the nearest counts.</summary>
    private static IEnumerable<string> Upwards(string domain)
    {
        var labels = domain.Split('.');
        return Enumerable.Range(0, Math.Min(labels.Length - 1, MaxParents)).Select(i => string.Join('.', labels[i..]));
    }

    private static bool IsDmarc(string text) => text.Split(';')[0].Replace(" ", "", StringComparison.Ordinal) == "v=DMARC1";

    private Finding Judge(string domain, string parent, TagList tags, bool signs)
    {
        var own = parent == domain;
        var policy = (own ? null : tags["sp"]) ?? tags["p"];
        if (policy?.ToLowerInvariant() is not ("none" or "quarantine" or "reject"))
        {
            return Wrong(domain, parent, $"L’enregistrement DMARC ne dit pas que faire\u00a0: «\u00a0p={policy}\u00a0».");
        }

        // Transactional mails have no envelope sender: only DKIM can align for them.
        var envelope = options.Value.EnvelopeDomain;
        var bySpf = domain == MailOptions.DomainOf(options.Value.From)
            && (domain == envelope || (!IsStrict(tags["aspf"]) && (IsBelow(domain, envelope) || IsBelow(envelope, domain))));
        if (!signs && !bySpf)
        {
            return new(domain, CheckState.ToFix,
                $"Politique «\u00a0{policy}\u00a0», mais les messages de ce domaine partent sans signature DKIM\u00a0: rien ne parle pour eux.")
            {
                Remarks = ["Créez des clés\u00a0: dkim create."],
            };
        }

        var aligned = (signs, bySpf) switch
        {
            (true, true) => "DKIM et SPF s’accordent avec l’expéditeur affiché",
            (true, false) => "DKIM s’accorde avec l’expéditeur affiché, SPF non",
            _ => "SPF s’accorde avec l’expéditeur affiché, DKIM non, faute de clé",
        };
        return new(domain, CheckState.Ok, $"Politique «\u00a0{policy}\u00a0»{(own ? "" : $", reprise de {parent}")}\u00a0; {aligned} "
                + $"({Sense(tags["adkim"])} pour DKIM, {Sense(tags["aspf"])} pour SPF).")
        {
            Remarks = [.. Remarks(policy, tags)],
        };
    }

    private static IEnumerable<string> Remarks(string policy, TagList tags)
    {
        if (policy.Equals("none", StringComparison.OrdinalIgnoreCase))
        {
            yield return "«\u00a0none\u00a0» suffit pour envoyer, mais n’arrête pas qui se fait passer pour vous\u00a0: passez à "
                + "«\u00a0quarantine\u00a0» quand les rapports sont bons.";
        }

        if (tags["rua"] is null)
        {
            yield return "Pas de «\u00a0rua=\u00a0»\u00a0: personne ne reçoit les rapports des destinataires.";
        }

        if (tags["pct"] is { } share && share != "100")
        {
            yield return $"«\u00a0pct={share}\u00a0»\u00a0: la politique ne vaut que pour une part des messages.";
        }
    }

    private static string Sense(string? mode) => IsStrict(mode) ? "strictement" : "au sens large";

    private static bool IsStrict(string? mode) => string.Equals(mode, "s", StringComparison.OrdinalIgnoreCase);

    private static bool IsBelow(string domain, string parent) => domain.EndsWith("." + parent, StringComparison.OrdinalIgnoreCase);

    private static Finding Wrong(string domain, string at, string sentence) =>
        new(domain, CheckState.ToFix, sentence)
        {
            Publish = new("_dmarc." + at, $"v=DMARC1; p=none; rua=mailto:dmarc@{at}"),
            Remarks = [$"L’adresse dmarc@{at} doit exister\u00a0: elle reçoit les rapports. Mettez-en une autre si vous préférez."],
        };
}
