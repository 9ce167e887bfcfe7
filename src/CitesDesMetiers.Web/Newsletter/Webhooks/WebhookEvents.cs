using System.Text.Encodings.Web;
using System.Text.Json;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Webhooks;

/// <summary>Adds calls of webhooks to the context, to be saved with the change that caused them.</summary>
public sealed class WebhookEvents(NewsletterContext db, IOptions<SiteOptions> site, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Tells all webhooks of a publication.</summary>
    public async Task PublishedAsync(Edition edition, EditionContent content, CancellationToken cancellation)
    {
        var body = Body("issue.published", new
        {
            content.Number,
            content.Date,
            content.Language,
            Title = content.Subject,
            edition.Slug,
            edition.PublishedAt,
            Url = site.Value.Absolute(SiteAddresses.Issue(edition.Slug)),
            ApiUrl = site.Value.Absolute(ApiAddresses.Issue(edition.Slug)),
        });
        foreach (var id in await db.Webhooks.Select(w => w.Id).ToListAsync(cancellation))
        {
            db.WebhookCalls.Add(new WebhookCall(id, body, Now));
        }
    }

    /// <summary>Calls one webhook without any reason, to try it.</summary>
    public void Try(int webhookId) => db.WebhookCalls.Add(new WebhookCall(webhookId, Body("ping", new { }), Now));

    private string Body(string type, object data) => JsonSerializer.Serialize(new { type, timestamp = Now, data }, Json);
}
