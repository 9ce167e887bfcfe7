using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace CitesDesMetiers.Web.Site.Subscription.Managing;

/// <summary>
/// Exports all data about a subscriber as a file (GDPR 15 and 20). It requires a POST, so that programs that open links get no data.
/// </summary>
public class DataController(NewsletterContext db, SubscriptionAccess access, DataFile file, AuditLog audit, TimeProvider clock)
    : ManagingController(db, access, clock)
{
    [HttpPost("donnees")]
    [EnableRateLimiting(RateLimits.Subscription)]
    public async Task<IActionResult> Download(string token, string? format, CancellationToken cancellation)
    {
        if (!IsFull || (await OpenAsync(token, cancellation)).Subscriber is not { } subscriber)
        {
            return Back(token);
        }

        audit.Add(AuditAction.DataDownloaded, AuditEntry.OfSubscriber(subscriber.Id), by: AuditPerson.Subscriber);
        await Db.SaveChangesAsync(cancellation);
        var data = await file.ReadAsync(subscriber, cancellation);
        return format == "csv"
            ? File(await DataFile.ToCsvAsync(data, cancellation), SheetWriter.MediaType(SheetFormat.Csv), "mes-donnees-infolettre.csv")
            : File(DataFile.ToJson(data), "application/json", "mes-donnees-infolettre.json");
    }
}
