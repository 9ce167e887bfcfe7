using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>Exports all data about a subscriber as a tree with French names, in JSON or CSV. Times are in UTC (ISO 8601).</summary>
public sealed class DataFile(NewsletterContext db)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<JsonObject> ReadAsync(Subscriber subscriber, CancellationToken cancellation)
    {
        return new JsonObject
        {
            ["abonnement"] = Subscription(subscriber),
            ["preferences"] = await PreferencesAsync(subscriber, cancellation),
            ["consentements"] = await ConsentsAsync(subscriber.Id, cancellation),
            ["envois"] = await DeliveriesAsync(subscriber.Id, cancellation),
            ["retours"] = await ReturnsAsync(subscriber.Id, cancellation),
            ["opposition"] = await SuppressionsAsync(subscriber.AddressKey, cancellation),
            ["nouvelles_par_courriel"] = await MailedNewsAsync(subscriber.AddressKey, cancellation),
        };
    }

    public static byte[] ToJson(JsonObject data) => JsonSerializer.SerializeToUtf8Bytes(data, Readable);

    /// <summary>Writes one value per line: part, number within the part, field, value.</summary>
    public static async Task<byte[]> ToCsvAsync(JsonObject data, CancellationToken cancellation)
    {
        using var file = new MemoryStream();
        await using (var csv = await SheetWriter.OpenAsync(file, SheetFormat.Csv, cancellation))
        {
            await csv.WriteAsync("rubrique", "numéro", "champ", "valeur");
            foreach (var (part, content) in data)
            {
                foreach (var (number, fields) in content is JsonArray all
                    ? all.Select((o, i) => (Number: $"{i + 1}", Fields: o!.AsObject()))
                    : [("", content!.AsObject())])
                {
                    foreach (var (field, value) in fields)
                    {
                        await csv.WriteAsync(part, number, field, value?.ToString());
                    }
                }
            }
        }

        return file.ToArray();
    }

    private static JsonObject Subscription(Subscriber s) =>
        new()
        {
            ["identifiant"] = s.PublicId.ToString(),
            ["adresse"] = s.Address,
            ["organisation"] = s.Organisation,
            ["etat"] = s.State.Label(),
            ["demande_le"] = Time(s.CreatedAt),
            ["confirme_le"] = Time(s.ConfirmedAt),
            ["fini_le"] = Time(s.EndedAt),
            ["dernier_contact_le"] = Time(s.LastContactAt),
            ["dernier_message_de_confirmation_le"] = Time(s.ConfirmationSentAt),
            ["dernier_lien_envoye_le"] = Time(s.AccessSentAt),
            ["maintien_demande_le"] = Time(s.RenewalAskedAt),
            ["import"] = s.ImportId,
            ["nouvelle_adresse_a_confirmer"] = s.NewAddress,
        };

    private async Task<JsonObject> PreferencesAsync(Subscriber s, CancellationToken cancellation) =>
        new()
        {
            ["langue"] = s.Language,
            ["cite"] = await db.Cites.Where(c => c.Id == s.CiteId).Select(c => c.Name).FirstOrDefaultAsync(cancellation),
            ["themes"] = string.Join(", ", s.Themes.Select(t => t.Name)),
            ["frequence"] = s.Frequency.Label(),
            ["pause_jusqu_au"] = s.PausedUntil?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };

    private async Task<JsonArray> ConsentsAsync(int id, CancellationToken cancellation)
    {
        var events = await db.ConsentEvents.AsNoTracking().Where(e => e.SubscriberId == id).OrderBy(e => e.Id).ToListAsync(cancellation);
        return [.. events.Select(e => new JsonObject
        {
            ["le"] = Time(e.At), ["nature"] = e.Kind.Label(), ["origine"] = e.Source.Label(), ["adresse"] = e.Address, ["langue"] = e.Language,
            ["texte"] = e.Wording, ["version_du_formulaire"] = e.FormVersion, ["version_de_la_politique"] = e.PolicyVersion, ["precision"] = e.Detail,
        })];
    }

    private async Task<JsonArray> DeliveriesAsync(int id, CancellationToken cancellation)
    {
        var deliveries = await db.Deliveries.AsNoTracking().Where(d => d.SubscriberId == id).OrderBy(d => d.Id)
            .Select(d => new
            {
                d.Dispatch.Edition.Number,
                Subject = d.Dispatch.Digest != null ? d.Dispatch.Digest.Subject : d.Dispatch.Edition.Subject,
                d.Dispatch.CreatedAt,
                d.State,
                d.SentAt,
                d.Attempts,
                d.Cause,
                d.LastReply,
                d.Dispatch.ToOutbox,
            })
            .ToListAsync(cancellation);
        return [.. deliveries.Select(d => new JsonObject
        {
            ["numero"] = d.Number, ["objet"] = d.Subject, ["prevu_le"] = Time(d.CreatedAt), ["etat"] = d.State.LabelOfOne(
                d.ToOutbox), ["parti_le"] = Time(d.SentAt),
            ["essais"] = d.Attempts, ["cause"] = d.Cause?.Label(), ["reponse_du_serveur"] = d.LastReply,
        })];
    }

    private async Task<JsonArray> ReturnsAsync(int id, CancellationToken cancellation)
    {
        var returns = await db.ReturnedMails.AsNoTracking().Where(r => r.SubscriberId == id).OrderBy(r => r.Id).ToListAsync(cancellation);
        return [.. returns.Select(r =>
            new JsonObject { ["le"] = Time(r.At), ["nature"] = r.Kind.Label(), ["cause"] = r.Cause?.Label(), ["code"] = r.Status })];
    }

    private async Task<JsonArray> SuppressionsAsync(string key, CancellationToken cancellation)
    {
        var found = await db.Suppressions.AsNoTracking().Where(s => s.AddressKey == key).ToListAsync(cancellation);
        return [.. found.Select(s => new JsonObject { ["depuis_le"] = Time(s.CreatedAt), ["motif"] = s.Reason.Label(), ["code"] = s.Status })];
    }

    /// <summary>The mails to the address of a Cité about which nobody has decided yet.</summary>
    private async Task<JsonArray> MailedNewsAsync(string key, CancellationToken cancellation)
    {
        var waiting = await db.MailedNews.AsNoTracking().Where(m => m.SenderKey == key).OrderBy(m => m.Id).ToListAsync(cancellation);
        return [.. waiting.Select(m => new JsonObject
        {
            ["recu_le"] = Time(m.ReceivedAt), ["de"] = m.Sender, ["nom"] = m.SenderName, ["titre"] = m.Title, ["texte"] = m.Body,
        })];
    }

    private static string? Time(DateTime? utc) => utc?.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
