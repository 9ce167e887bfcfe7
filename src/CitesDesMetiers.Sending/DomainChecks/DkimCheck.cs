using System.Security.Cryptography;
using CitesDesMetiers.Core.Checks;
using CitesDesMetiers.Core.Sending;
using CitesDesMetiers.Sending.Signing;

namespace CitesDesMetiers.Sending.DomainChecks;

/// <summary>Checks that the DNS publishes the signing keys (RFC 6376 3.6.1).</summary>
internal sealed class DkimCheck(DnsLookups dns, SigningKeys keys)
{
    /// <summary>The finding for a domain without a signing key.</summary>
    public static Finding WithoutKey(string domain) =>
        new(domain, CheckState.ToFix, "Aucune clé\u00a0: les messages de ce domaine partent sans signature.")
        {
            Remarks = ["Sur le serveur, lancez la commande dkim create\u00a0: elle crée les clés et affiche les enregistrements à publier, qui "
                + "paraîtront ici."],
        };

    public async Task<Finding> RunAsync(DkimKey key, CancellationToken cancellation)
    {
        var ours = DkimRecord.Of(key);
        if (!keys.CanOpen(key))
        {
            return new(ours.Name, CheckState.ToFix,
                "Cette clé ne peut plus être déchiffrée\u00a0: elle ne signe rien. Retirez-la (dkim retire) et créez-en d’autres (dkim create).");
        }

        var records = (await dns.TxtAsync(ours.Name, cancellation)).Records;
        return records.Count switch
        {
            0 => Wrong("L’enregistrement n’est pas publié\u00a0: les signatures de cette clé ne valent rien."),
            > 1 => Wrong($"{records.Count} enregistrements à ce nom\u00a0: il en faut un seul."),
            _ => Compare(TagList.Read(records[0])),
        };

        Finding Wrong(string sentence) => new(ours.Name, CheckState.ToFix, sentence) { Publish = ours };

        Finding Compare(TagList tags) =>
            Fault(key, tags) is { } fault ? Wrong(fault)
            : Flags(tags, "t").Contains("y")
                ? Wrong("La clé est publiée, mais avec la marque d’essai «\u00a0t=y\u00a0»\u00a0: des destinataires n’en tiennent pas compte.")
            : new(ours.Name, CheckState.Ok, "La clé publiée est la nôtre "
                + $"({(key.Algorithm is DkimAlgorithm.RsaSha256 ? $"RSA, {RsaBits(key.PublicKey)}\u00a0bits" : "Ed25519")}).");
    }

    /// <summary>The finding for a retired key: its record must stay until the mails it signed have arrived.</summary>
    public static Finding Retired(DkimKey key, DateTime now) =>
        new(DkimRecord.Of(key).Name, CheckState.Information, key.RetiredAt + TimeSpan.FromDays(7) > now
            ? "Clé retirée il y a moins d’une semaine\u00a0: laissez encore son enregistrement."
            : "Clé retirée\u00a0: son enregistrement peut être ôté du DNS.");

    private static string? Fault(DkimKey key, TagList tags)
    {
        var (type, expected) = (tags["k"] ?? "rsa", DkimRecord.TypeOf(key.Algorithm));
        return tags["v"] is { } version && version != "DKIM1" ? $"L’enregistrement est d’une version inconnue\u00a0: «\u00a0v={version}\u00a0»."
            : tags["p"] is null ? "L’enregistrement ne contient pas de clé («\u00a0p=\u00a0»)."
            : tags["p"] is "" ? "L’enregistrement dit la clé révoquée («\u00a0p=\u00a0» vide)."
            : type != expected ? $"L’enregistrement est d’un autre type\u00a0: «\u00a0k={type}\u00a0» au lieu de «\u00a0k={expected}\u00a0»."
            : Flags(tags, "h") is { Count: > 0 } hashes && !hashes.Contains("sha256") ? "L’enregistrement n’admet pas SHA-256 («\u00a0h=\u00a0»)."
            : Flags(tags, "s") is { Count: > 0 } services && !services.Contains("*") && !services.Contains("email")
                ? "L’enregistrement ne vaut pas pour le courriel («\u00a0s=\u00a0»)."
            : !IsSame(key, tags["p"]!) ? "La clé publiée n’est pas la nôtre\u00a0: les signatures sont tenues pour fausses."
            : null;
    }

    private static List<string> Flags(TagList tags, string name) =>
        [.. (tags[name] ?? "").Split(':', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static bool IsSame(DkimKey key, string published)
    {
        try
        {
            var bytes = Convert.FromBase64String(published);
            return bytes.AsSpan().SequenceEqual(key.PublicKey)
                || (key.Algorithm is DkimAlgorithm.RsaSha256 && bytes.AsSpan().SequenceEqual(Rsa(key.PublicKey, r => r.ExportRSAPublicKey())));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static int RsaBits(byte[] key) => Rsa(key, r => r.KeySize);

    private static T Rsa<T>(byte[] key, Func<RSA, T> read)
    {
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(key, out _);
        return read(rsa);
    }
}
