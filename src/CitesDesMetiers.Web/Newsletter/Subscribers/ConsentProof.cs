using System.Globalization;
using System.Text;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>
/// Writes the proofs of a person's consent as a French text for an authority (GDPR 7.1). The text is signed, so that anyone can
/// verify it.
/// </summary>
public sealed class ConsentProof(NewsletterContext db, ProofKey key, IOptions<SiteOptions> site, TimeProvider clock)
{
    /// <returns>The signed text, or null when the subscriber no longer exists.</returns>
    public async Task<string?> WriteAsync(int subscriberId, string byName, CancellationToken cancellation)
    {
        var subscriber = await db.Subscribers.AsNoTracking().Include(s => s.ConsentEvents)
            .FirstOrDefaultAsync(s => s.Id == subscriberId && s.State != SubscriberState.Erased, cancellation);
        if (subscriber is null)
        {
            return null;
        }

        var settings = await db.NewsletterSettingsAsync(cancellation);
        var suppressed = await db.Suppressions.Where(s => s.AddressKey == subscriber.AddressKey).Select(s => (DateTime?)s.CreatedAt)
            .FirstOrDefaultAsync(cancellation);
        var text = new StringBuilder()
            .Append("PREUVE DE CONSENTEMENT\n\n")
            .Append(CultureInfo.InvariantCulture, $"Établie le {Time(clock.GetUtcNow().UtcDateTime)}, par {byName}, pour {settings.Publisher.The}.\n")
            .Append(CultureInfo.InvariantCulture, $"Lettre d’information : {settings.NewsletterName}, {site.Value.PublicUrl}\n")
            .Append(CultureInfo.InvariantCulture, $"Adresse : {subscriber.Address}\nÉtat : {subscriber.State.Label()}\n")
            .Append(
                CultureInfo.InvariantCulture, $"Sur la liste d’opposition : {(suppressed is { } since ? "oui, depuis le " + Time(since) : "non")}\n");
        var number = 0;
        foreach (var proof in subscriber.ConsentEvents.OrderBy(e => e.At).ThenBy(e => e.Id))
        {
            Append(text, ++number, proof);
        }

        return await key.SignAsync(text.ToString(), site.Value.Absolute(SiteAddresses.ProofKey), cancellation);
    }

    private static void Append(StringBuilder text, int number, ConsentEvent proof)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n{number}. {proof.Kind.Label()}, le {Time(proof.At)}\n")
            .Append(CultureInfo.InvariantCulture, $"   Moyen : {proof.Source.Label()}\n   Adresse : {proof.Address}\n   Langue : {proof.Language}\n")
            .Append(
                CultureInfo.InvariantCulture,
                $"   Version du formulaire : {proof.FormVersion} ; politique de confidentialité : {proof.PolicyVersion}\n");
        if (proof.Detail is { } detail)
        {
            text.Append(CultureInfo.InvariantCulture, $"   Précision : {detail.ReplaceLineEndings(" ")}\n");
        }

        text.Append("   Texte montré :\n");
        foreach (var line in proof.Wording.ReplaceLineEndings("\n").Split('\n'))
        {
            text.Append("   | ").Append(line).Append('\n');
        }
    }

    /// <summary>The time in Paris and in UTC.</summary>
    private static string Time(DateTime utc) => $"{ParisTime.Show(utc)} ({utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)})";
}
