using System.Net.Sockets;
using CitesDesMetiers.Core.Checks;
using CitesDesMetiers.Sending.Settings;

namespace CitesDesMetiers.Sending.DomainChecks;

/// <summary>Checks that SPF authorises the relays to send for a domain (RFC 7208).</summary>
internal sealed class SpfCheck(DnsLookups dns, RelayAddresses addresses)
{
    public async Task<Finding> RunAsync(string domain, CancellationToken cancellation)
    {
        var relays = await addresses.FindAsync(cancellation);
        var records = (await dns.TxtAsync(domain, cancellation)).Records.Where(SpfRecord.Is).ToList();
        if (records.Count != 1)
        {
            return Wrong(
                domain,
                records.Count == 0 ? "Aucun enregistrement SPF."
                    : $"{records.Count} enregistrements SPF\u00a0: il en faut un seul, sinon aucun ne vaut.",
                records.SelectMany(SpfRecord.Terms),
                relays);
        }

        var terms = SpfRecord.Terms(records[0]).ToList();
        var walk = new SpfWalk(dns);
        var node = await walk.ReadAsync(domain, records[0], cancellation);
        var all = node.Mechanisms.FirstOrDefault(m => m.Term.Name == "all")?.Term.Qualifier;
        if (Fault(walk, node, all) is { } fault)
        {
            return Wrong(domain, fault, walk.Error is null && !walk.IsTooLong ? terms : [], relays);
        }

        var missing = relays.Known.Where(r => node.Evaluate(r.Address) != '+').ToList();
        if (missing.Count > 0 && !walk.HasMacro)
        {
            return Wrong(domain, $"L’enregistrement ne couvre pas {string.Join(", ", missing.Select(m => $"{m.Relay.Host} ({m.Address})"))}.", terms,
                relays) with
            {
                Remarks = ["Un prestataire d’envoi émet souvent depuis d’autres adresses que celle qui reçoit nos messages\u00a0: publiez plutôt "
                    + "l’«\u00a0include:\u00a0» qu’il indique, s’il en indique un."],
            };
        }

        return new(domain, Judge(relays, missing.Count), Describe(walk, relays, missing.Count)) { Remarks = Remarks(walk, all) };
    }

    private static string? Fault(SpfWalk walk, SpfNode node, char? all) =>
        walk.Error is { } error ? $"L’enregistrement est en erreur\u00a0: {error}."
        : walk.IsTooLong ? "L’enregistrement demande plus de 10 recherches dans le DNS\u00a0: les destinataires le tiennent pour une erreur. "
            + "Ôtez-en des «\u00a0include:\u00a0»."
        : walk.Voids > SpfWalk.MaxVoids
            ? $"{walk.Voids} recherches de l’enregistrement ne trouvent rien, 2 sont permises\u00a0: ôtez les noms qui n’existent plus."
        : all == '+' ? "L’enregistrement finit par «\u00a0+all\u00a0»\u00a0: n’importe qui peut écrire au nom de ce domaine."
        : all is null && node.Redirect is null && node.Mechanisms.All(m => m.Term.Name != "all")
            ? "L’enregistrement ne finit ni par «\u00a0~all\u00a0» ni par «\u00a0-all\u00a0»\u00a0: il n’écarte personne."
        : null;

    /// <summary>The state of the finding: unknown unless every relay is visible and covered.</summary>
    private static CheckState Judge(RelayAddressList relays, int missing) =>
        missing > 0 || relays.Hidden.Count > 0 || relays.Known.Count == 0 ? CheckState.Unknown : CheckState.Ok;

    private static string Describe(SpfWalk walk, RelayAddressList relays, int missing)
    {
        var good = $"Un enregistrement valable, {walk.Lookups} recherche{(walk.Lookups > 1 ? "s" : "")} sur 10";
        return missing > 0 ? $"{good}\u00a0; il contient une macro, évaluée à chaque message\u00a0: nos relais ne peuvent y être cherchés d’ici."
            : relays.Hidden.Count > 0 ? $"{good}\u00a0; l’adresse publique de {string.Join(", ", relays.Hidden.Select(r => r.Host))} n’est pas "
                + "connue d’ici\u00a0: vérifiez qu’il la contient."
            : relays.Known.Count == 0 ? $"{good}\u00a0; aucun relais n’est configuré, rien à y chercher."
            : $"{good}\u00a0; il couvre {string.Join(", ", relays.Known.Select(r => r.Relay.Host).Distinct())}.";
    }

    private static List<string> Remarks(SpfWalk walk, char? all) =>
    [
        .. walk.UsesPtr ? ["«\u00a0ptr\u00a0» est lent et déconseillé\u00a0: des destinataires l’ignorent."] : Array.Empty<string>(),
        .. all == '?' ? ["«\u00a0?all\u00a0» n’écarte personne\u00a0: préférez «\u00a0~all\u00a0»."] : Array.Empty<string>(),
    ];

    /// <summary>The finding for a record to correct: it keeps the existing terms once, and adds the missing ones before the end.</summary>
    private static Finding Wrong(string domain, string sentence, IEnumerable<string> terms, RelayAddressList relays)
    {
        var kept = terms.Where(t => SpfRecord.Read(t) is { Name: not "all" }).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var ours = relays.Known.Select(r => (r.Address.AddressFamily is AddressFamily.InterNetwork ? "ip4:" : "ip6:") + r.Address)
            .Concat(relays.Hidden.Where(r => !SmtpRelay.IsLoopback(r.Host)).Select(r => "a:" + r.Host));
        var end = kept.Any(t => t.StartsWith("redirect=", StringComparison.OrdinalIgnoreCase)) ? "" : " ~all";
        var value = string.Join(' ', kept.Concat(ours).Distinct(StringComparer.OrdinalIgnoreCase).Prepend("v=spf1")) + end;
        return new(domain, CheckState.ToFix, sentence)
        {
            Publish = new(domain, value),
            Remarks = relays.Known.Count == 0 ? ["Ajoutez avant «\u00a0~all\u00a0» l’adresse publique du serveur qui envoie, sous la forme "
                + "«\u00a0ip4:\u00a0» ou «\u00a0ip6:\u00a0»."] : [],
        };
    }
}
